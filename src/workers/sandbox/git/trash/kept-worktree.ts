import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a place in the trash holds of one worktree, beside its files. */
const keptSchema = z.object({
  repo: z.string(),
  worktree: z.string(),
  branch: z.string(),
  /** Commit of the branch that goes with it; null: it has none, or that is in use elsewhere. */
  tip: z.string().nullable(),
  /** Git's own folder for the worktree; null: it had none. */
  entry: z.string().nullable(),
  /** The ref that holds commits, changes and new files; null: there was nothing to hold. */
  ref: z.string().nullable(),
});
export type KeptWorktree = z.infer<typeof keptSchema>;

/** Where things lie in a place of the trash. */
export function partsOf(place: string) {
  return {
    facts: join(place, 'kept.json'),
    worktree: join(place, 'worktree'),
    entry: join(place, 'entry'),
    branchLog: join(place, 'branch-log'),
  };
}

/** null when nothing was kept there, or a crash came before it was. */
export async function readKept(place: string): Promise<KeptWorktree | null> {
  const text = await readFile(partsOf(place).facts, 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );
  return text === null ? null : keptSchema.parse(JSON.parse(text));
}

/** On disk before it returns: what is taken away afterwards is found again by it. */
export async function writeKept(place: string, kept: KeptWorktree): Promise<void> {
  await mkdir(place, { recursive: true, mode: 0o700 });
  const { facts } = partsOf(place);
  const part = await open(`${facts}.part`, 'w', 0o600);
  try {
    await part.writeFile(`${JSON.stringify(kept, null, 2)}\n`);
    await part.sync();
  } finally {
    await part.close();
  }
  await rename(`${facts}.part`, facts);
}

export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
