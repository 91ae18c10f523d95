import ignore, { type Ignore } from 'ignore';
import { nestedPatterns } from '#core/code-index/scan/nested-patterns.ts';
import { RootFolder } from '../../files/root-folder.ts';
import type { IgnoreRules } from './ignore-rules.ts';

// As git's core.ignoreCase has it on each platform's usual file system.
const IGNORES_CASE = process.platform === 'darwin' || process.platform === 'win32';

// Nobody writes more rules. Git, too, goes on without a file that it cannot read.
const LARGEST_BYTES = 4 * 1024 * 1024;

/**
 * The rules of .gitignore files, read without git: for a plain folder, or where git cannot answer.
 */
export class PlainRules implements IgnoreRules {
  readonly excludesFile = null;
  readonly #root: string;
  /**
   * What holds inside of a folder, whose path ends with a slash; null when it is ignored itself.
   */
  readonly #inside = new Map<string, Ignore | null>();

  constructor(root: string) {
    this.#root = root;
  }

  async ignored(paths: readonly string[]): Promise<Set<string>> {
    using root = new RootFolder(this.#root);
    return new Set(paths.filter((path) => this.#isIgnored(root, path)));
  }

  async shown(): Promise<null> {
    return null;
  }

  async renew(): Promise<void> {
    this.#inside.clear();
  }

  async compareTracked(): Promise<boolean> {
    return false;
  }

  async close(): Promise<void> {}

  #isIgnored(root: RootFolder, path: string): boolean {
    const outer = this.#rulesOf(root, path.slice(0, path.lastIndexOf('/', path.length - 2) + 1));
    return outer === null || outer.ignores(path);
  }

  #rulesOf(root: RootFolder, folder: string): Ignore | null {
    let rules = this.#inside.get(folder);
    if (rules !== undefined) return rules;
    if (folder === '') rules = withOwnRules(firstRules(root), root, '');
    else if (this.#isIgnored(root, folder)) rules = null;
    else {
      const above = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
      const outer = this.#rulesOf(root, above);
      rules = outer === null ? null : withOwnRules(outer, root, folder.slice(0, -1));
    }
    this.#inside.set(folder, rules);
    return rules;
  }
}

/** The private rules, weaker than any .gitignore. */
function firstRules(root: RootFolder): Ignore {
  const rules = ignore({ ignorecase: IGNORES_CASE });
  const content = root.readText('.git/info/exclude', LARGEST_BYTES);
  return content === null ? rules : rules.add(content);
}

/**
 * The rules inside a folder, given those around it. `folder` is relative to the root, '' for the
 * root itself.
 */
function withOwnRules(outer: Ignore, root: RootFolder, folder: string): Ignore {
  const content = root.readText(`./${folder}/.gitignore`, LARGEST_BYTES);
  if (content === null) return outer;
  return ignore({ ignorecase: IGNORES_CASE }).add(outer).add(nestedPatterns(content, folder));
}
