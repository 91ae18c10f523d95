import { CheckIgnore } from '../../sandbox/git/check-ignore.ts';
import { findUserExcludes } from '../../sandbox/git/find-user-excludes.ts';
import { listFiles } from '../../sandbox/git/list-files.ts';
import { runGit } from '../../sandbox/git/run-git.ts';
import type { IgnoreRules } from './ignore-rules.ts';

/** What was read when the rules were last needed after a change of them. */
interface Reading {
  check: CheckIgnore;
  excludesFile: string;
  /** Tracked files that the rules name, and the folders around them. */
  tracked: ReadonlySet<string>;
}

/** Git's own answers about one work tree. Fails with git's words where git cannot answer. */
export class GitRules implements IgnoreRules {
  excludesFile: string | null = null;
  readonly #root: string;
  #reading: Promise<Reading> | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  async ignored(paths: readonly string[]): Promise<Set<string>> {
    const { check, tracked } = await this.#read();
    if (check.isClosed) return this.ignored(paths);
    // A path with a NUL cannot exist, and would end early in git's input.
    const asked = paths.filter((path) => !tracked.has(path) && !path.includes('\0'));
    const named = await check.ask(asked.map(withoutSlash));
    return new Set(asked.filter((path) => named.has(withoutSlash(path))));
  }

  async shown(): Promise<ReadonlySet<string> | null> {
    const { excludesFile } = await this.#read();
    return withFolders(await listFiles({ root: this.#root, which: 'shown', excludesFile }));
  }

  async renew(): Promise<void> {
    await this.close();
  }

  async compareTracked(): Promise<boolean> {
    const reading = this.#reading;
    if (reading === null) return false;
    const before = await reading;
    const tracked = await this.#listTracked(before.excludesFile);
    if (this.#reading === reading) this.#reading = Promise.resolve({ ...before, tracked });
    return (
      tracked.size !== before.tracked.size || [...tracked].some((path) => !before.tracked.has(path))
    );
  }

  async close(): Promise<void> {
    const reading = this.#reading;
    this.#reading = null;
    // Rules that could not be read left nothing to end.
    await reading?.then(({ check }) => check.close()).catch(() => undefined);
  }

  #read(): Promise<Reading> {
    const reading = (this.#reading ??= this.#readAnew());
    reading.catch(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    return reading;
  }

  async #readAnew(): Promise<Reading> {
    const root = this.#root;
    const [excludesFile, isSparse] = await Promise.all([
      findUserExcludes(root),
      isSparseTree(root),
    ]);
    const tracked = await this.#listTracked(excludesFile);
    this.excludesFile = excludesFile;
    return { check: new CheckIgnore({ root, excludesFile, isSparse }), excludesFile, tracked };
  }

  async #listTracked(excludesFile: string): Promise<ReadonlySet<string>> {
    const which = 'tracked_although_named';
    return withFolders(await listFiles({ root: this.#root, which, excludesFile }));
  }
}

async function isSparseTree(root: string): Promise<boolean> {
  const args = ['config', '--type=bool', '--get', 'core.sparseCheckout'];
  const { exitCode, stdout } = await runGit({ cwd: root, args });
  return exitCode === 0 && stdout.trim() === 'true';
}

function withFolders(paths: readonly string[]): Set<string> {
  const all = new Set<string>();
  for (const path of paths) {
    all.add(path);
    // Folders that are there have those around them there, too.
    for (let at = above(path); at !== '' && !all.has(at); at = above(at)) all.add(at);
  }
  return all;
}

function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
