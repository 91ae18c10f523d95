import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const stateSchema = z.object({
  version: z.literal(1),
  /** Store (data folder, or address of a remote engine) → working folder → project chosen there. */
  projects: z.record(z.string(), z.record(z.string(), z.number().int().min(0))),
  /** Addresses used last. */
  services: z.object({ pas: z.string(), plms: z.string(), rag: z.string().nullable() }).nullable(),
});
export type CliState = z.infer<typeof stateSchema>;

export interface LoadedState {
  state: CliState;
  /** A sentence when the file was broken and has been set aside. */
  warning: string | null;
}

const EMPTY: CliState = { version: 1, projects: {}, services: null };

/** Where `vp` remembers things: `~/.vp/state.json`. */
export function stateFilePath(home: string): string {
  return join(home, '.vp', 'state.json');
}

/**
 * Reads the state; a missing file is an empty state, a broken one is set aside under a new name.
 */
export async function loadState(file: string): Promise<LoadedState> {
  const text = await readIfThere(file);
  if (text === null) return { state: EMPTY, warning: null };
  const parsed = stateSchema.safeParse(parseJson(text));
  if (parsed.success) return { state: parsed.data, warning: null };
  const aside = `${file}.broken-${randomUUID().slice(0, 8)}`;
  await rename(file, aside);
  return {
    state: EMPTY,
    warning: `${file} could not be read, so it was set aside as ${aside}; choose a project again with \`vp use\`.`,
  };
}

/**
 * Writes the state as one step (0600): a reader sees the old file or the new one, never half of it.
 */
export async function saveState(file: string, state: CliState): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomUUID()}`;
  {
    await using handle = await open(temporary, 'wx', 0o600);
    await handle.writeFile(`${JSON.stringify(state, null, 2)}\n`);
    await handle.sync();
  }
  await rename(temporary, file);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
