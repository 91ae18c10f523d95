import { type Dirent, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Ignore } from 'ignore';
import type { SkipReason } from '#shared/messages/code-index.ts';
import { classifyFileName } from '#core/code-index/scan/classify-path.ts';
import { LARGEST_SOURCE_BYTES, LARGEST_TEXT_BYTES } from '#core/code-index/scan/classify-text.ts';
import type { LanguageFinder } from '#core/code-index/scan/language-of-file.ts';
import type { SkippedPath } from '#core/code-index/scan/skipped-paths.ts';
import { FolderRules } from './folder-rules.ts';
import { countFiles } from './count-files.ts';
import { readFolder } from './read-folder.ts';

/** A file worth reading. Its content may still rule it out. */
export interface ScannedFile {
  /** Relative to the root, forward slashes. */
  path: string;
  /** Language id by its name; '' when the name does not tell. */
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
  /** Folder or file to look at instead of everything, relative to the root. */
  below?: string;
  signal?: AbortSignal;
}

// Lets messages in about every 20 ms of walking.
const ENTRIES_PER_TURN = 2000;

/** Walks a repository. Links are listed and never followed. Throws when the root cannot be read, and the signal's reason when aborted. */
export async function scanTree(root: string, options: ScanOptions): Promise<ScanResult> {
  const scan = new TreeScan(root, options.languages);
  scan.add(options.below ?? '');
  let sinceTurn = 0;
  for (let entries = scan.next(); entries !== null; entries = scan.next()) {
    sinceTurn += entries + 1;
    if (sinceTurn < ENTRIES_PER_TURN) continue;
    sinceTurn = 0;
    await setImmediate();
    options.signal?.throwIfAborted();
  }
  return scan.result;
}

/**
 * Looks at single paths, as a watcher reports them; a path that is gone is in neither list. Folders are walked. The rules of a changed
 * .gitignore reach other files: after one, the folder that holds it has to be scanned.
 */
export async function scanPaths(
  root: string,
  paths: readonly string[],
  options: Omit<ScanOptions, 'below'>,
): Promise<ScanResult> {
  const scan = new TreeScan(root, options.languages);
  for (const path of paths) scan.add(path);
  while (scan.next() !== null) options.signal?.throwIfAborted();
  return scan.result;
}

class TreeScan {
  readonly result: ScanResult = { files: [], skipped: [] };
  readonly #root: string;
  readonly #languages: LanguageFinder;
  readonly #rules: FolderRules;
  /** Folders to be read, the next one last. */
  readonly #folders: string[] = [];

  constructor(root: string, languages: LanguageFinder) {
    this.#root = root;
    this.#languages = languages;
    this.#rules = new FolderRules(root);
  }

  /** Adds a file at once, and a folder to those that next() reads. */
  add(path: string): void {
    if (path === '') {
      this.#folders.push('');
      return;
    }
    const slash = path.lastIndexOf('/');
    const state = this.#rules.stateOf(slash < 0 ? '' : path.slice(0, slash));
    const stat = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!state.enters) this.#skip(path, state.reason);
    else if (stat.isDirectory()) this.#folder(path);
    else this.#file(path, stat, state.rules);
  }

  /** Reads one folder and returns how many entries it had; null when there is none left. */
  next(): number | null {
    const folder = this.#folders.pop();
    if (folder === undefined) return null;
    const state = this.#rules.stateOf(folder);
    if (!state.enters) return 0;
    try {
      const { entries, unreadableNames } = readFolder(join(this.#root, folder));
      for (const name of unreadableNames) this.#skip(below(folder, name), 'unreadable');
      for (const entry of entries) this.#entry(below(folder, entry.name), entry, state.rules);
      return entries.length;
    } catch (error) {
      // Without its root a repository is away, not empty.
      if (folder === '') throw error;
      this.#skip(`${folder}/`, 'unreadable');
      return 0;
    }
  }

  #entry(path: string, entry: Dirent, rules: Ignore): void {
    if (entry.isDirectory()) this.#folder(path);
    else if (entry.name !== '.git') this.#file(path, entry, rules);
  }

  #folder(path: string): void {
    if (path === '.git' || path.endsWith('/.git')) return;
    const state = this.#rules.stateOf(path);
    if (state.enters) this.#folders.push(path);
    else if (state.reason === 'ignored') this.#skip(`${path}/`, state.reason);
    else this.#skip(`${path}/`, state.reason, countFiles(join(this.#root, path)));
  }

  #file(path: string, kind: Pick<Dirent, 'isFile'>, rules: Ignore): void {
    if (rules.ignores(path)) this.#skip(path, 'ignored');
    else if (!kind.isFile()) this.#skip(path, 'not_a_file');
    else this.#candidate(path);
  }

  #candidate(path: string): void {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const byName = classifyFileName(name);
    if (byName !== null) {
      this.#skip(path, byName);
      return;
    }
    const stat = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    const language = this.#languages.byName(name);
    if (stat.size > (language === '' ? LARGEST_TEXT_BYTES : LARGEST_SOURCE_BYTES))
      this.#skip(path, 'too_large');
    else this.result.files.push({ path, language, sizeBytes: stat.size, mtimeMs: stat.mtimeMs });
  }

  #skip(path: string, reason: SkipReason, files = 1): void {
    this.result.skipped.push({ path, reason, files });
  }
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
