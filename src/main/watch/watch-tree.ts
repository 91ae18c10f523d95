import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { Watching } from '#core/code-index/freshness/judge-index.ts';
import { foreignFolder } from '#core/code-index/scan/foreign-folder.ts';
import { isRulesFile } from '#core/code-index/scan/rules-file.ts';
import { decidePaths, type PathDecisions } from './decide-paths.ts';
import { watchFile } from './watch-file.ts';

export interface TreeListener {
  /** A file came, changed or went; the path is relative to the root, with forward slashes. */
  changed(path: string): void;
  /**
   * How changes become known from now on; after `looking` and back, changes may have been missed.
   */
  watching(now: Watching): void;
}

/**
 * What the watch asks about the ignore rules. Paths are relative to the root; a folder's ends with
 * a slash.
 */
export interface IgnoreQuestions {
  /**
   * Reads the rules anew: the outermost folders that are ignored, and the file with the user's own
   * rules.
   */
  folders(): Promise<{ folders: readonly string[]; excludesFile: string | null }>;
  /** Those of the paths that are ignored. */
  ignored(paths: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface TreeWatch {
  /** Reads the ignore rules again and watches what they leave, without a gap. */
  renew(): void;
  /** Resolves when every change seen so far is reported or ignored. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const NO_ROOM = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Watches the files of a work tree that are not ignored. Folders that are ignored when the watch
 * starts are never entered, and those made later are left as soon as the answer is there; links are
 * not followed. When the system has no room for more watches, everything is given up at once and
 * `looking` says why: half a watch would hide changes.
 *
 * States: starting (the ignored folders are asked for, the tree is entered) → notices → given up. A
 * renewal starts a second watcher and ends the first when the second is complete: a change in
 * between is reported twice rather than not at all.
 */
export function watchTree(
  root: string,
  questions: IgnoreQuestions,
  listener: TreeListener,
): TreeWatch {
  const started = new RenewableWatch(root, questions, listener);
  listener.watching({ by: 'starting' });
  started.renew();
  return started;
}

class RenewableWatch implements TreeWatch {
  readonly #root: string;
  readonly #questions: IgnoreQuestions;
  readonly #listener: TreeListener;
  readonly #decisions: PathDecisions;
  /** The newest one last; those before it go when it is complete. */
  #watchers: FSWatcher[] = [];
  /** Ignored folders, each with a slash at its end. */
  #ignored = new Set<string>();
  #renewals = 0;
  #isOver = false;
  #excludes: { file: string; stop: () => Promise<void> } | null = null;

  constructor(root: string, questions: IgnoreQuestions, listener: TreeListener) {
    this.#root = root;
    this.#questions = questions;
    this.#listener = listener;
    this.#decisions = decidePaths(
      (paths) => questions.ignored(paths),
      (path, isIgnored) => this.#decided(path, isIgnored),
    );
  }

  renew(): void {
    if (this.#isOver) return;
    this.#renewals += 1;
    void this.#start(this.#renewals);
  }

  settled(): Promise<void> {
    return this.#decisions.settled();
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#watchers.map((each) => each.close()), this.#excludes?.stop()]);
  }

  async #start(renewal: number): Promise<void> {
    // Without an answer every folder is entered, and left when its own question is answered.
    const answer = await this.#questions.folders().catch(() => null);
    if (this.#isOver || renewal !== this.#renewals) return;
    this.#ignored = new Set(answer?.folders);
    this.#decisions.forget();
    this.#follow(answer?.excludesFile ?? null);
    const watcher = this.#open();
    this.#watchers.push(watcher);
    watcher.once('ready', () => {
      for (const before of this.#watchers.splice(0, this.#watchers.indexOf(watcher)))
        void before.close();
      if (watcher === this.#watchers.at(-1)) this.#listener.watching({ by: 'notices' });
    });
    watcher.on('error', (error) => {
      if (watcher === this.#watchers.at(-1)) this.#giveUp(error);
    });
  }

  #open(): FSWatcher {
    const ignored = this.#ignored;
    const watcher = watch(this.#root, {
      ignoreInitial: true,
      followSymlinks: false,
      // Our own coalescing joins the two halves of an editor's save; a window here would only add
      // to the delay.
      atomic: false,
      ignorePermissionErrors: true,
      ignored: (path, stats) => this.#isLeftOut(inRoot(this.#root, path), stats, ignored),
    });
    watcher.on('all', (event, path) => {
      const changed = inRoot(this.#root, path);
      if (event === 'addDir') this.#decisions.note(`${changed}/`);
      else if (event !== 'unlinkDir') this.#fileChanged(changed);
    });
    return watcher;
  }

  #fileChanged(path: string): void {
    if (isRulesFile(path)) this.#listener.changed(path);
    else if (!isWithin(path, this.#ignored)) this.#decisions.note(path);
  }

  #decided(path: string, isIgnored: boolean): void {
    if (this.#isOver) return;
    if (!path.endsWith('/')) {
      if (!isIgnored) this.#listener.changed(path);
    } else if (isIgnored) {
      this.#ignored.add(path);
      this.#watchers.at(-1)?.unwatch(join(this.#root, path));
    }
  }

  /**
   * What is known at once of an entry; the kind of one that is looked up for the first time, or
   * gone, is not.
   */
  #isLeftOut(
    path: string,
    stats: { isDirectory(): boolean } | undefined,
    ignored: ReadonlySet<string>,
  ): boolean {
    if (path === '') return false;
    if (path === '.git' || path.endsWith('/.git') || isWithin(path, ignored)) return true;
    if (stats?.isDirectory() !== true) return false;
    const exists = (inside: string): boolean => existsSync(join(this.#root, inside));
    return ignored.has(`${path}/`) || foreignFolder(path, exists) !== null;
  }

  /** The user's own rules may change, too. */
  #follow(file: string | null): void {
    if (this.#excludes?.file === file) return;
    void this.#excludes?.stop();
    const stop = file === null ? null : watchFile(file, () => this.renew());
    this.#excludes = file === null || stop === null ? null : { file, stop };
  }

  #giveUp(error: unknown): void {
    this.#isOver = true;
    void this.close();
    this.#listener.watching({ by: 'looking', why: whyLooking(error) });
  }
}

/** Whether one of the folders, which end with a slash, is around the path. */
function isWithin(path: string, folders: ReadonlySet<string>): boolean {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    if (folders.has(path.slice(0, slash + 1))) return true;
  return false;
}

function inRoot(root: string, path: string): string {
  const inside = relative(root, path);
  return sep === '/' ? inside : inside.replaceAll(sep, '/');
}

function whyLooking(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NO_ROOM.has(code)) {
    return `The system has no room for more watched folders (${code}), so the work tree is compared every 30 seconds instead; raise fs.inotify.max_user_watches and start again.`;
  }
  const text = error instanceof Error ? error.message : String(error);
  return `The work tree cannot be watched (${text}), so it is compared every 30 seconds instead.`;
}
