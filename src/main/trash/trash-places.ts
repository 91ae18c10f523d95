import { basename, join } from 'node:path';
import { keptFolder } from '../databases/kept-folder.ts';
import type { RunPlace, TrashRow } from '../db/trash.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { passportPath, replayPassportPath } from '../runs/passport.ts';

export function trashFolder(dataDir: string): string {
  return join(dataDir, 'trash');
}

/** The folder of an item. */
export function folderOf(spine: Settings, item: Pick<TrashRow, 'folder'>): string {
  return join(trashFolder(spine.options.dataDir), item.folder);
}

export interface PlaceOfWorktree extends RunPlace {
  /** Its folder in the trash. */
  place: string;
}

/** Every worktree of an item's runs, with its place in the trash. */
export function worktreesOf(
  spine: Ledger & Settings,
  item: Pick<TrashRow, 'trash_id' | 'folder'>,
): PlaceOfWorktree[] {
  const { trash } = spine.store.read;
  const folder = join(folderOf(spine, item), 'worktrees');
  return trash
    .runsOf(item.trash_id)
    .flatMap((runId) => trash.placesOf(runId))
    .map((each) => ({ ...each, place: join(folder, basename(each.path)) }));
}

/** Logs, passports and kept databases of an item's runs: where they belong, and in the trash. */
export function filesOf(
  spine: Ledger & Settings & Pick<Execution, 'logs'>,
  item: Pick<TrashRow, 'trash_id' | 'folder'>,
): { home: string; place: string }[] {
  const folder = join(folderOf(spine, item), 'runs');
  return spine.store.read.trash
    .runsOf(item.trash_id)
    .flatMap((runId) => [
      spine.logs.fileOf(runId),
      passportPath(spine, runId),
      replayPassportPath(spine, runId),
      ...spine.store.read.databaseCopies.allOfRun(runId).map((copy) => keptFolder(spine, copy)),
    ])
    .map((home) => ({ home, place: join(folder, basename(home)) }));
}
