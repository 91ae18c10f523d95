import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Refs, logs and branches of Slipway's own, which a run may write. */
const OURS = /\/(?:logs\/)?refs\/(?:heads\/)?slipway(?:\/|$)/;

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
    const facts = lstatSync(path);
    const into = /\/objects\//.test(path) ? objects : files;
    const kind = (facts.mode & 0o7777).toString(8);
    if (facts.isDirectory()) {
      if (!/\/(?:worktrees|objects)(?:\/|$)/.test(path)) into.set(path, kind);
      for (const name of readdirSync(path)) visit(join(path, name));
    } else if (facts.isSymbolicLink()) into.set(path, `link ${readlinkSync(path)}`);
    else into.set(path, `${kind} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
  };
  visit(root);
  return { files, objects };
}

function isOwnEntry(path: string, dataDir: string): boolean {
  const pointer = join(path, 'gitdir');
  if (!dirname(path).endsWith('/worktrees') || !existsSync(pointer)) return false;
  return readFileSync(pointer, 'utf8').startsWith(`${dataDir}/`);
}
