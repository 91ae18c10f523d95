import { CheckIgnore } from '../../sandbox/git/check-ignore.ts';
import { requireRepositoryAt } from '../../sandbox/git/find-repository.ts';
import { findUserExcludes } from '../../sandbox/git/find-user-excludes.ts';
import { openView, withView } from '../../sandbox/git/git-view.ts';
import { listFiles, type FileSelection } from '../../sandbox/git/list-files.ts';
import type { IgnoreRules } from './ignore-rules.ts';

/** What was read when the rules were last needed after a change of them. */
interface Reading {
  check: CheckIgnore;
  closeView: () => Promise<void>;
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
    return this.#list('shown', excludesFile);
  }

  async renew(): Promise<void> {
    await this.close();
  }

  async compareTracked(): Promise<boolean> {
    const reading = this.#reading;
    if (reading === null) return false;
    const before = await reading;
    const tracked = await this.#list('tracked_although_named', before.excludesFile);
    if (this.#reading === reading) this.#reading = Promise.resolve({ ...before, tracked });
    return (
      tracked.size !== before.tracked.size || [...tracked].some((path) => !before.tracked.has(path))
    );
  }

  async close(): Promise<void> {
    const reading = this.#reading;
    this.#reading = null;
    // Rules that could not be read left nothing to end.
    await reading?.then(closeReading).catch(() => undefined);
  }

  #read(): Promise<Reading> {
    const reading = (this.#reading ??= this.#readAnew());
    reading.catch(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    return reading;
  }

  async #readAnew(): Promise<Reading> {
    const { view, close: closeView } = await openView(await requireRepositoryAt(this.#root));
    try {
      const excludesFile = await findUserExcludes(view);
      const tracked = await this.#list('tracked_although_named', excludesFile);
      this.excludesFile = excludesFile;
      const check = new CheckIgnore({ view, excludesFile, isSparse: view.config.isSparse });
      return { check, closeView, excludesFile, tracked };
    } catch (error) {
      await closeView();
      throw error;
    }
  }

  /** Through a view of its own: the rules may be closed while git still lists. */
  async #list(which: FileSelection['which'], excludesFile: string): Promise<ReadonlySet<string>> {
    return withView(await requireRepositoryAt(this.#root), async (view) =>
      withFolders(await listFiles({ view, which, excludesFile })),
    );
  }
}

async function closeReading({ check, closeView }: Reading): Promise<void> {
  await check.close();
  await closeView();
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
