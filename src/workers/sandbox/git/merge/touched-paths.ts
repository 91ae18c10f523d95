import type { GitSeat } from '../run-git.ts';
import { readGit } from '../run-git.ts';

/** A path that two commits have in different states. */
export interface TouchedPath {
  path: string;
  from: Entry | null;
  to: Entry | null;
}

interface Entry {
  mode: string;
  id: string;
}

const SUBMODULE = '160000';
const ABSENT = '000000';

export function isSubmodule({ from, to }: TouchedPath): boolean {
  return from?.mode === SUBMODULE || to?.mode === SUBMODULE;
}

/** Every path whose entry differs between two commits. A rename is two paths. */
export async function touchedPaths(
  view: GitSeat,
  from: string,
  to: string,
): Promise<TouchedPath[]> {
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to];
  const fields = (await readGit({ view, args })).split('\0');
  const touched: TouchedPath[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [fromMode = '', toMode = '', fromId = '', toId = ''] = (fields[at] ?? '')
      .slice(1)
      .split(' ');
    touched.push({
      path: fields[at + 1] ?? '',
      from: fromMode === ABSENT ? null : { mode: fromMode, id: fromId },
      to: toMode === ABSENT ? null : { mode: toMode, id: toId },
    });
  }
  return touched;
}
