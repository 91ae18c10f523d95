import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const othersSchema = z.object({
  /** The project that they take to be the current one. */
  currentProjectId: z.number().int().min(0).nullable(),
  fields: z.record(z.string(), z.unknown()),
  /** Their entries of `projects`, by project number. */
  projects: z.record(z.string(), z.unknown()),
});

const stateSchema = z.object({
  version: z.literal(1),
  /** Store (data folder, or address of a remote engine) → working folder → project chosen there. */
  projects: z.record(z.string(), z.record(z.string(), z.number().int().min(0))),
  /** Addresses used last. */
  services: z.object({ pas: z.string(), plms: z.string(), rag: z.string().nullable() }).nullable(),
  /** What other programs keep in the file. */
  others: othersSchema,
});
export type CliState = z.infer<typeof stateSchema>;

export interface LoadedState {
  state: CliState;
  /** A sentence when the file was broken and has been set aside. */
  warning: string | null;
}

const EMPTY: CliState = {
  version: 1,
  projects: {},
  services: null,
  others: { currentProjectId: null, fields: {}, projects: {} },
};

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
  const parsed = stateSchema.safeParse(apart(parseJson(text)));
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
    await handle.writeFile(`${JSON.stringify(together(state), null, 2)}\n`);
    await handle.sync();
  }
  await rename(temporary, file);
}

/** Ours and that of others, whose entries of `projects` go by number. */
function apart(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const {
    version = 1,
    projects = {},
    services = null,
    ...fields
  } = value as Record<string, unknown>;
  const entries = typeof projects === 'object' && projects !== null ? Object.entries(projects) : [];
  const isTheirs = ([key]: [string, unknown]): boolean => /^\d+$/.test(key);
  const current = fields['current_project_id'];
  return {
    version,
    projects: Object.fromEntries(entries.filter((entry) => !isTheirs(entry))),
    services,
    others: {
      currentProjectId: Number.isSafeInteger(Number(current ?? 'none')) ? Number(current) : null,
      fields,
      projects: Object.fromEntries(entries.filter(isTheirs)),
    },
  };
}

function together({ others, projects, ...ours }: CliState): unknown {
  return { ...others.fields, ...ours, projects: { ...others.projects, ...projects } };
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
