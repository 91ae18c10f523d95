import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { passportPath } from '../runs/passport.ts';
import { moveFile } from './move-file.ts';
import { namesIn, placesIn } from './places-in.ts';
import { trashFolder } from './trash-places.ts';

/** Folders of deletions look like this; other things of the trash are left alone. */
const OURS = /^[0-9a-z]{6,12}-[0-9a-f]{8}$/;

/**
 * After a repair the ledger may be older than a deletion: then the run is there, and its worktree
 * and log lie in a folder that no item names. They go back to it.
 */
export async function returnUnknown(
  spine: Ledger & Settings & Pick<Execution, 'logs' | 'pools'>,
): Promise<void> {
  const root = trashFolder(spine.options.dataDir);
  const names = await namesIn(root);
  for (const name of names) {
    if (!OURS.test(name) || spine.store.read.trash.hasFolder(name)) continue;
    const folder = join(root, name);
    for (const place of await placesIn(folder)) {
      await spine.pools.ask({ kind: 'restore_worktree', place });
      await spine.pools.ask({ kind: 'drop_kept', place });
    }
    for (const file of await namesIn(join(folder, 'runs')))
      await moveFile(join(folder, 'runs', file), homeOf(spine, file));
    await rm(folder, { recursive: true, force: true });
  }
}

/** Files keep their name in the trash, and the name says which kind they are. */
function homeOf(spine: Settings & Pick<Execution, 'logs'>, file: string): string {
  const home = file.endsWith('.jsonl') ? spine.logs.fileOf('') : passportPath(spine, '');
  return join(dirname(home), basename(file));
}
