import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ignore } from 'ignore';
import type { SkipReason } from '#shared/messages/code-index.ts';
import { VENDOR_MANIFESTS, isVendoredFolder } from '#core/code-index/scan/classify-path.ts';
import { rootIgnore, withFolderRules } from './ignore-rules.ts';

/** What holds in a folder: the ignore rules, or the reason why the folder is not entered. */
export type FolderState = { enters: true; rules: Ignore } | { enters: false; reason: SkipReason };

/**
 * Answers for any folder of a repository whether the index looks into it. Remembers its answers, so one lives no longer than one scan.
 *
 * A repository inside the repository is someone else's work: a submodule or a nested clone counts as vendored, a linked worktree as
 * ignored, because it repeats what is indexed already. Each can be opened as a repository of its own.
 */
export class FolderRules {
  readonly #root: string;
  readonly #states = new Map<string, FolderState>();

  constructor(root: string) {
    this.#root = root;
    this.#states.set('', { enters: true, rules: withFolderRules(rootIgnore(root), root, '') });
  }

  /** State of a folder, relative to the root with forward slashes. */
  stateOf(folder: string): FolderState {
    const known = this.#states.get(folder);
    if (known !== undefined) return known;
    const slash = folder.lastIndexOf('/');
    const outer = this.stateOf(slash < 0 ? '' : folder.slice(0, slash));
    const state = outer.enters ? this.#enter(folder, outer.rules) : outer;
    this.#states.set(folder, state);
    return state;
  }

  #enter(folder: string, outer: Ignore): FolderState {
    const slash = folder.lastIndexOf('/');
    const name = folder.slice(slash + 1);
    if (name === '.git' || outer.ignores(`${folder}/`)) return { enters: false, reason: 'ignored' };
    // A path may be asked for that leads through a link.
    const stat = lstatSync(join(this.#root, folder), { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isDirectory()) return { enters: false, reason: 'not_a_file' };
    const nested = this.#nestedRepository(folder);
    if (nested !== null) return { enters: false, reason: nested };
    const parent = slash < 0 ? '' : folder.slice(0, slash);
    if (isVendoredFolder(name, parent === '', this.#manifests(name, parent)))
      return { enters: false, reason: 'vendored' };
    return { enters: true, rules: withFolderRules(outer, this.#root, folder) };
  }

  #manifests(name: string, parent: string): Set<string> {
    if (name !== 'vendor') return new Set();
    const isThere = (file: string): boolean =>
      statSync(join(this.#root, parent, file), { throwIfNoEntry: false })?.isFile() === true;
    return new Set(VENDOR_MANIFESTS.filter(isThere));
  }

  #nestedRepository(folder: string): SkipReason | null {
    const git = join(this.#root, folder, '.git');
    try {
      const stat = statSync(git, { throwIfNoEntry: false });
      if (stat === undefined) return null;
      if (stat.isDirectory()) return 'vendored';
      return /^gitdir: .*\/worktrees\//m.test(readFileSync(git, 'utf8')) ? 'ignored' : 'vendored';
    } catch {
      // A folder that cannot be looked into is reported when it is read.
      return null;
    }
  }
}
