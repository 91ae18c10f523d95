import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { bestWay, type FolderWay, type HeldFolder } from './held-folder.ts';
import { openNew } from './open-file.ts';
import { isGitName, partsOf } from './path-parts.ts';
import { removeTree } from './remove-tree.ts';
import { type Refusal, isRefusal, linkRefusal, refusalOf, refuse } from './refusal.ts';

export interface WritingOptions {
  /** How folders below are reached; by default the best that this machine has. */
  way?: FolderWay;
  /** Whether `.git` is written like any other name: nothing of the app's own git runs there. */
  isScratch?: boolean;
}

/** Writes a file's content to its descriptor. */
type Fill = (descriptor: number) => Promise<void> | void;

/**
 * A worktree or scratch folder to be changed, as safely as a RootFolder is read: nothing outside of
 * it is changed, and no link is written through. Each operation gives null, or why it did nothing.
 */
export class WritableFolder implements Disposable {
  readonly #way: FolderWay;
  readonly #isScratch: boolean;
  readonly #root: HeldFolder;

  /** Throws the system's error when there is no such folder, or a link in its place. */
  constructor(path: string, { way = bestWay(), isScratch = false }: WritingOptions = {}) {
    this.#way = way;
    this.#isScratch = isScratch;
    this.#root = way.root(path);
  }

  [Symbol.dispose](): void {
    this.#root.close();
  }

  /**
   * Writes a regular file, new or in place of another: filled under a name of its own, then moved,
   * so that the path never names a part of it. A file that was there keeps its mode.
   */
  write(path: string, mode: number, fill: Fill): Promise<Refusal | null> {
    return this.#change(path, (folder, name) => fillAndMove(folder, name, { path, mode, fill }));
  }

  /** Makes a folder, unless there is one. */
  makeFolder(path: string): Promise<Refusal | null> {
    return this.#change(path, ({ at }, name) => {
      const before = lstatSync(`${at}/${name}`, { throwIfNoEntry: false });
      if (before?.isDirectory() !== true) mkdirSync(`${at}/${name}`);
      return null;
    });
  }

  /** Makes a link, whose target is not looked at. */
  makeLink(path: string, target: string): Promise<Refusal | null> {
    return this.#change(path, ({ at }, name) => {
      symlinkSync(target, `${at}/${name}`);
      return null;
    });
  }

  /** Removes a file, a link or an empty folder. */
  remove(path: string): Promise<Refusal | null> {
    return this.#change(path, ({ at }, name) => {
      if (lstatSync(`${at}/${name}`).isDirectory()) rmdirSync(`${at}/${name}`);
      else unlinkSync(`${at}/${name}`);
      return null;
    });
  }

  /** Removes what lies there, a folder with all that is in it; nothing there is no fault. */
  async removeTree(path: string): Promise<Refusal | null> {
    const refusal = await this.#change(path, async (folder, name) => {
      await removeTree(folder, name, (at, inside) => this.#way.below(at, [inside]));
      return null;
    });
    return refusal?.refused === 'missing' ? null : refusal;
  }

  async #change(
    path: string,
    act: (folder: HeldFolder, name: string) => Promise<Refusal | null> | Refusal | null,
  ): Promise<Refusal | null> {
    const parts = this.#partsToChange(path);
    if (isRefusal(parts)) return parts;
    try {
      const folder = this.#way.below(this.#root, parts.slice(0, -1));
      if (isRefusal(folder)) return folder;
      try {
        return await act(folder, parts.at(-1) ?? '');
      } finally {
        if (folder !== this.#root) folder.close();
      }
    } catch (error) {
      return refusalOf(path, error);
    }
  }

  #partsToChange(path: string): string[] | Refusal {
    const parts = partsOf(path);
    if (isRefusal(parts)) return parts;
    if (parts.length === 0) return refuse('protected', 'The folder itself is not replaced.');
    const isGits = !this.#isScratch && parts.some(isGitName);
    return isGits ? refuse('protected', `“${path}” belongs to git and is not changed.`) : parts;
  }
}

async function fillAndMove(
  { at }: HeldFolder,
  name: string,
  { path, mode, fill }: { path: string; mode: number; fill: Fill },
): Promise<Refusal | null> {
  const before = lstatSync(`${at}/${name}`, { throwIfNoEntry: false });
  if (before?.isSymbolicLink() === true) return linkRefusal(path);
  if (before?.isFile() === false) return refuse('not_a_file', `“${path}” is not a regular file.`);
  const part = `${at}/.slipway-${randomBytes(8).toString('hex')}`;
  const descriptor = openNew(part);
  try {
    await fill(descriptor);
    fchmodSync(descriptor, before === undefined ? mode : before.mode & 0o7777);
    renameSync(part, `${at}/${name}`);
    return null;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
