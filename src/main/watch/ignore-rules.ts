import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** What of a work tree is not watched. Paths are relative to the root, with forward slashes. */
export interface IgnoreRules {
  isIgnored(path: string, isFolder: boolean): boolean;
}

// Never worth a watch, whatever the rules of the repository say.
const NEVER = new Set(['.git', 'node_modules']);

/** Rules of .gitignore files and of .git/info/exclude, read when first needed. Repositories and work trees in folders below are left out. */
export function createIgnoreRules(root: string, commonDir: string): IgnoreRules {
  const rules = new Map<string, Ignore | null>();
  const folders = new Map<string, boolean>([['', false]]);
  const excludes = readRules(join(commonDir, 'info', 'exclude'));

  function rulesIn(folder: string): Ignore | null {
    let own = rules.get(folder);
    if (own === undefined) rules.set(folder, (own = readRules(join(root, folder, '.gitignore'))));
    return own;
  }
  /** The rule nearest to the path decides; a folder's rules speak of paths below that folder. */
  function isMatched(path: string): boolean {
    for (let at = parentOf(path); ; at = parentOf(at)) {
      const verdict = rulesIn(at)?.test(at === '' ? path : path.slice(at.length + 1));
      if (verdict?.ignored === true) return true;
      if (verdict?.unignored === true) return false;
      if (at === '') return excludes?.ignores(path) ?? false;
    }
  }
  function isFolderIgnored(path: string): boolean {
    let known = folders.get(path);
    if (known === undefined) {
      known =
        isFolderIgnored(parentOf(path)) ||
        NEVER.has(path.slice(path.lastIndexOf('/') + 1)) ||
        isMatched(`${path}/`) ||
        existsSync(join(root, path, '.git'));
      folders.set(path, known);
    }
    return known;
  }
  return {
    isIgnored: (path, isFolder) =>
      path !== '' &&
      (isFolder ? isFolderIgnored(path) : isFolderIgnored(parentOf(path)) || isMatched(path)),
  };
}

function parentOf(path: string): string {
  const slash = path.replace(/\/$/, '').lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function readRules(file: string): Ignore | null {
  try {
    return ignore().add(readFileSync(file, 'utf8'));
  } catch (error) {
    // Most folders have none, and one that may not be read ignores nothing.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
