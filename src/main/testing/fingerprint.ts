import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';

/** Refs, logs and branches of Slipway's own, which a run may write. */
const OURS = /\/(?:logs\/)?refs\/(?:heads\/)?slipway(?:-\d+)?(?:\/|$)/;

/** Of larger ones, size and time stand for the content. */
const LARGEST_BYTES = 64 * 1_048_576;
const LONGEST_PATH = 4_000;

/**
 * All files below a folder by path: kind, mode and hash of the content. Left out are the refs of
 * Slipway, the entries of worktrees that lie in `dataDir`, and empty folders that git keeps for
 * them. Objects may be added, so they are given apart.
 */
export function fingerprint(
  root: string,
  dataDir: string,
): { files: Map<string, string>; objects: Map<string, string> } {
  const files = new Map<string, string>();
  const objects = new Map<string, string>();
  const visit = (path: string): void => {
    if (OURS.test(path) || isOwnEntry(path, dataDir)) return;
    const into = /\/objects\//.test(path) ? objects : files;
    const facts = lstatSync(bytesOf(path));
    const kind = (facts.mode & 0o7777).toString(8);
    if (facts.isDirectory()) {
      if (!/\/(?:worktrees|objects)(?:\/|$)/.test(path)) into.set(path, kind);
      for (const name of namesIn(path)) visit(join(path, name));
    } else into.set(path, `${kind} ${contentOf(path, facts)}`);
  };
  visit(Buffer.from(root).toString('latin1'));
  return { files, objects };
}

/** Paths are kept as bytes, one a character: a name need not be text. */
function bytesOf(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}

function contentOf(path: string, facts: Stats): string {
  if (facts.isSymbolicLink()) return `link ${readlinkSync(bytesOf(path), 'latin1')}`;
  if (!facts.isFile()) return `special ${facts.mode >> 12}`;
  if (facts.size > LARGEST_BYTES) return `${facts.size} ${facts.mtimeMs}`;
  return createHash('sha256')
    .update(readFileSync(bytesOf(path)))
    .digest('hex');
}

/** None of a folder that may not be entered, or whose path is longer than paths may be. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(bytesOf(folder), 'latin1').filter(
      (name) => join(folder, name).length < LONGEST_PATH,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return [];
    throw error;
  }
}

function isOwnEntry(path: string, dataDir: string): boolean {
  const pointer = bytesOf(join(path, 'gitdir'));
  if (!dirname(path).endsWith('/worktrees')) return false;
  if (!lstatSync(bytesOf(path)).isDirectory()) return false;
  if (lstatSync(pointer, { throwIfNoEntry: false })?.isFile() !== true) return false;
  return readFileSync(pointer, 'utf8').startsWith(`${dataDir}/`);
}
