import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { nestedPatterns } from '#core/code-index/scan/nested-patterns.ts';
import type { IgnoreRules } from './ignore-rules.ts';

// As git's core.ignoreCase has it on each platform's usual file system.
const IGNORES_CASE = process.platform === 'darwin' || process.platform === 'win32';

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
    return new Set(paths.filter((path) => this.#isIgnored(path)));
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

  #isIgnored(path: string): boolean {
    const outer = this.#rulesOf(path.slice(0, path.lastIndexOf('/', path.length - 2) + 1));
    return outer === null || outer.ignores(path);
  }

  #rulesOf(folder: string): Ignore | null {
    let rules = this.#inside.get(folder);
    if (rules !== undefined) return rules;
    if (folder === '') rules = withOwnRules(firstRules(this.#root), this.#root, '');
    else if (this.#isIgnored(folder)) rules = null;
    else {
      const outer = this.#rulesOf(folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1));
      rules = outer === null ? null : withOwnRules(outer, this.#root, folder.slice(0, -1));
    }
    this.#inside.set(folder, rules);
    return rules;
  }
}

/** The private rules, weaker than any .gitignore. */
function firstRules(root: string): Ignore {
  const rules = ignore({ ignorecase: IGNORES_CASE });
  const content = readRules(join(root, '.git', 'info', 'exclude'));
  return content === null ? rules : rules.add(content);
}

/**
 * The rules inside a folder, given those around it. `folder` is relative to the root, '' for the
 * root itself.
 */
function withOwnRules(outer: Ignore, root: string, folder: string): Ignore {
  const content = readRules(join(root, folder, '.gitignore'));
  if (content === null) return outer;
  return ignore({ ignorecase: IGNORES_CASE }).add(outer).add(nestedPatterns(content, folder));
}

/** Git, too, goes on without rules that it cannot read. */
function readRules(file: string): string | null {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}
