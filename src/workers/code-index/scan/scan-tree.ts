import type { Dirent, Stats } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { SkipReason } from '#shared/messages/code-index.ts';
import { classifyFileName } from '#core/code-index/scan/classify-path.ts';
import { LARGEST_SOURCE_BYTES, LARGEST_TEXT_BYTES } from '#core/code-index/scan/classify-text.ts';
import { foreignFolder } from '#core/code-index/scan/foreign-folder.ts';
import type { LanguageFinder } from '#core/code-index/scan/language-of-file.ts';
import type { Masker } from '#core/secrets/masker.ts';
import { isSecretFile } from '#core/secrets/secret-file.ts';
import type { SkippedPath } from '#core/code-index/scan/skipped-paths.ts';
import { isRefusal } from '../../files/refusal.ts';
import { RootFolder } from '../../files/root-folder.ts';
import { maskerFor } from '../../secrets/masker-for.ts';
import { countFiles } from './count-files.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { openIgnoreRules } from './open-ignore-rules.ts';

/** A file worth reading. Its content may still rule it out. */
export interface ScannedFile {
  /** Relative to the root, forward slashes. */
  path: string;
  /** Language id by its name; '' when the name does not decide it. */
  language: string;
  sizeBytes: number;
  mtimeMs: number;
}

/** Every entry below the root is in one of the two lists, itself or by a folder above it. */
export interface ScanResult {
  files: ScannedFile[];
  skipped: SkippedPath[];
}

export interface ScanOptions {
  languages: LanguageFinder;
  /** Rules that are read already; without, they are opened for this scan alone. */
  rules?: IgnoreRules;
  /** Folder or file to look at instead of everything, relative to the root. */
  below?: string;
  signal?: AbortSignal;
}

// Lets messages in about every 20 ms of walking.
const ENTRIES_PER_TURN = 2000;
// Longer than any path that git writes there.
const LARGEST_POINTER_BYTES = 8192;
// Scans that follow each other share a look at the settings.
const SETTINGS_MS = 10_000;

/**
 * Walks a repository. Links are listed and never followed. Throws when the root cannot be read, and
 * the signal's reason when aborted.
 */
export function scanTree(root: string, options: ScanOptions): Promise<ScanResult> {
  return withRules(root, options, async (rules) => {
    const masker = maskerFor([root], SETTINGS_MS);
    using opened = new RootFolder(root);
    const scan = new TreeScan({ root: opened, languages: options.languages, rules, masker });
    await scan.begin(options.below ?? '');
    while (await scan.next()) {
      await setImmediate();
      options.signal?.throwIfAborted();
    }
    return scan.result;
  });
}

/**
 * Looks at single paths, as a watcher reports them; a path that is gone is in neither list. Folders
 * are walked. The rules of a changed .gitignore reach other files: after one, the folder that holds
 * it has to be scanned.
 */
export function scanPaths(
  root: string,
  paths: readonly string[],
  options: Omit<ScanOptions, 'below'>,
): Promise<ScanResult> {
  return withRules(root, options, async (rules) => {
    const masker = maskerFor([root], SETTINGS_MS);
    using opened = new RootFolder(root);
    const scan = new TreeScan({ root: opened, languages: options.languages, rules, masker });
    await scan.add(paths);
    while (await scan.next()) options.signal?.throwIfAborted();
    return scan.result;
  });
}

async function withRules<T>(
  root: string,
  options: ScanOptions,
  scan: (rules: IgnoreRules) => Promise<T>,
): Promise<T> {
  if (options.rules !== undefined) return scan(options.rules);
  const own = openIgnoreRules(root, () => undefined);
  try {
    return await scan(own);
  } finally {
    await own.close();
  }
}

interface ScanParts {
  root: RootFolder;
  languages: LanguageFinder;
  rules: IgnoreRules;
  /** A secret may stand in a file's name; then neither is stored. */
  masker: Masker;
}

/** A path on its way into the scan. */
interface Found {
  path: string;
  /** Folders around it, outermost first. */
  around: string[];
  stat: Stats;
}

class TreeScan {
  readonly result: ScanResult = { files: [], skipped: [] };
  readonly #parts: ScanParts;
  /** Folders to be read. */
  readonly #folders: string[] = [];
  #shown: ReadonlySet<string> = new Set();

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  /** Starts a walk over many files, for which the rules are asked once. */
  async begin(at: string): Promise<void> {
    this.#shown = (await this.#parts.rules.shown()) ?? new Set();
    await this.add([at]);
  }

  /** Adds files at once, and folders to those that next() reads. */
  async add(paths: readonly string[]): Promise<void> {
    if (paths.includes('')) this.#folders.push('');
    const found = paths.map((path) => this.#find(path)).filter((each) => each !== null);
    const asked = found.flatMap(({ path, around, stat }) => [
      ...around.map((folder) => `${folder}/`),
      stat.isDirectory() ? `${path}/` : path,
    ]);
    const ignored = await this.#ignored([...new Set(asked)]);
    for (const { path, around, stat } of found) {
      const closed = around.map((folder) => this.#whyClosed(folder, ignored)).find(Boolean);
      if (closed !== undefined && closed !== null) this.#skip(path, closed);
      else if (stat.isDirectory()) this.#folder(path, ignored);
      else this.#file(path, stat, ignored);
    }
  }

  /** Reads some of the folders that wait; false when there is none left. */
  async next(): Promise<boolean> {
    const read: { path: string; entry: Dirent }[] = [];
    let folders = 0;
    for (; folders < this.#folders.length && read.length < ENTRIES_PER_TURN; folders += 1) {
      const folder = this.#folders[folders] ?? '';
      for (const entry of this.#entries(folder))
        read.push({ path: below(folder, entry.name), entry });
    }
    this.#folders.splice(0, folders);
    const asked = read.map(({ path, entry }) => (entry.isDirectory() ? `${path}/` : path));
    const ignored = await this.#ignored(asked);
    for (const { path, entry } of read) {
      if (entry.isDirectory()) this.#folder(path, ignored);
      else if (entry.name !== '.git') this.#file(path, entry, ignored);
    }
    return folders > 0;
  }

  /** Null when nothing is there. What lies behind a link is not: the link itself is listed. */
  #find(path: string): Found | null {
    const parts = path.split('/');
    if (path === '' || parts.includes('.git')) return null;
    const around = parts.slice(1).map((_, n) => parts.slice(0, n + 1).join('/'));
    const stat = this.#parts.root.stat(path);
    return isRefusal(stat) ? null : { path, around, stat };
  }

  #entries(folder: string): Dirent[] {
    const listed = this.#parts.root.list(folder);
    if (isRefusal(listed)) {
      // Without its root a repository is away, not empty.
      if (folder === '') throw new AppError('storage', listed.sentence);
      this.#skip(`${folder}/`, 'unreadable');
      return [];
    }
    const { entries, unreadableNames } = listed;
    for (const name of unreadableNames) this.#skip(below(folder, name), 'unreadable');
    return entries;
  }

  /** What is known to be shown need not be asked for. */
  async #ignored(paths: readonly string[]): Promise<ReadonlySet<string>> {
    const asked = paths.filter((path) => !this.#shown.has(path));
    return asked.length === 0 ? new Set() : this.#parts.rules.ignored(asked);
  }

  /** Why a folder is not entered; null when it is. */
  #whyClosed(folder: string, ignored: ReadonlySet<string>): SkipReason | null {
    if (ignored.has(`${folder}/`)) return 'ignored';
    const foreign = foreignFolder(folder, (path) => this.#parts.root.has(path));
    if (foreign === null) return null;
    return foreign === 'repository' && this.#isLinkedWorktree(folder) ? 'ignored' : 'vendored';
  }

  #isLinkedWorktree(folder: string): boolean {
    const pointer = this.#parts.root.readText(`${folder}/.git`, LARGEST_POINTER_BYTES);
    return pointer !== null && /^gitdir: .*\/worktrees\//m.test(pointer);
  }

  #folder(path: string, ignored: ReadonlySet<string>): void {
    if (path === '.git' || path.endsWith('/.git')) return;
    const closed = this.#whyClosed(path, ignored);
    if (closed === null) this.#folders.push(path);
    else if (closed === 'ignored') this.#skip(`${path}/`, closed);
    else this.#skip(`${path}/`, closed, countFiles(this.#parts.root, path));
  }

  #file(path: string, kind: Pick<Dirent, 'isFile'>, ignored: ReadonlySet<string>): void {
    if (ignored.has(path)) this.#skip(path, 'ignored');
    else if (!kind.isFile()) this.#skip(path, 'not_a_file');
    else this.#candidate(path);
  }

  #candidate(path: string): void {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const byName = this.#isSecret(path) ? 'secret' : classifyFileName(name);
    if (byName !== null) {
      this.#skip(path, byName);
      return;
    }
    const stat = this.#parts.root.stat(path);
    if (isRefusal(stat)) return;
    const language = this.#parts.languages.byName(name);
    if (stat.size > (language === '' ? LARGEST_TEXT_BYTES : LARGEST_SOURCE_BYTES))
      this.#skip(path, 'too_large');
    else this.result.files.push({ path, language, sizeBytes: stat.size, mtimeMs: stat.mtimeMs });
  }

  #isSecret(path: string): boolean {
    return isSecretFile(path) || this.#parts.masker.mask(path) !== path;
  }

  #skip(path: string, reason: SkipReason, files = 1): void {
    this.result.skipped.push({ path: this.#parts.masker.mask(path), reason, files });
  }
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
