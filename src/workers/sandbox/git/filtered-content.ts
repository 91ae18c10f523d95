import { closeSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { digestOpened } from '../../files/digest-opened.ts';
import { isRefusal } from '../../files/refusal.ts';
import { openIfThere, RootFolder } from '../../files/root-folder.ts';
import type { RepositoryPlace } from './find-repository.ts';
import { asSeen, type IndexEntry } from './list-entries.ts';

/** A pointer of Git LFS, with no extension that would change the content on its way. */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\n(?:size (\d+)\n)?$/;
export const POINTER_BYTES = 1024;

/**
 * Finds the content of files that a filter stores in another form, without running the filter: in
 * the checkout, where the file is as git last found it to be what is stored, or where its digest is
 * the one that a pointer of Git LFS names; else among the objects of Git LFS.
 */
export class FilteredContent implements Disposable {
  readonly #checkout: RootFolder;
  readonly #objects: RootFolder | null;
  readonly #toplevel: string;
  readonly #entries: ReadonlyMap<string, IndexEntry>;

  constructor(place: RepositoryPlace, entries: ReadonlyMap<string, IndexEntry>) {
    this.#toplevel = place.toplevel;
    this.#entries = entries;
    this.#checkout = new RootFolder(place.toplevel);
    this.#objects = openIfThere(join(place.commonDir, 'lfs', 'objects'));
  }

  [Symbol.dispose](): void {
    this.#checkout[Symbol.dispose]();
    this.#objects?.[Symbol.dispose]();
  }

  /** Whether the checkout's own file is what the blob stands for, and not the pointer itself. */
  async isInCheckout(path: string, { blob, pointer }: Stored): Promise<boolean> {
    const entry = this.#entries.get(path);
    const seen = entry?.blob === blob && entry.seen !== '' ? entry.seen : null;
    if (seen !== null && seen === asSeen(join(this.#toplevel, path))) return !this.#isPointer(path);
    return this.#hasDigest(this.#checkout, path, await pointer());
  }

  /** Whether it is anywhere here. */
  async has(path: string, stored: Stored): Promise<boolean> {
    return (await this.#find(path, stored)) !== null;
  }

  /** A descriptor of the content, which the caller closes; null where it is nowhere. */
  async open(path: string, stored: Stored): Promise<number | null> {
    const found = await this.#find(path, stored);
    return found === null ? null : openedOf(found.folder, found.path);
  }

  async #find(path: string, stored: Stored): Promise<{ folder: RootFolder; path: string } | null> {
    if (await this.isInCheckout(path, stored)) return { folder: this.#checkout, path };
    const pointer = await stored.pointer();
    const sum = POINTER.exec(pointer)?.[1];
    const folder = this.#objects;
    if (sum === undefined || folder === null) return null;
    const object = `${sum.slice(0, 2)}/${sum.slice(2, 4)}/${sum}`;
    return (await this.#hasDigest(folder, object, pointer)) ? { folder, path: object } : null;
  }

  /** A clone without the content has pointers, which git finds unchanged. */
  #isPointer(path: string): boolean {
    return POINTER.test(this.#checkout.readText(path, POINTER_BYTES) ?? '');
  }

  async #hasDigest(folder: RootFolder, path: string, pointer: string): Promise<boolean> {
    const [, sum, size] = POINTER.exec(pointer) ?? [];
    if (sum === undefined) return false;
    const opened = openedOf(folder, path);
    if (opened === null) return false;
    try {
      if (size !== undefined && fstatSync(opened).size !== Number(size)) return false;
      return (await digestOpened(opened)) === sum;
    } finally {
      closeSync(opened);
    }
  }
}

/** What a repository stores of a file: the object's name, and its text as far as it is short. */
interface Stored {
  blob: string;
  pointer: () => string | Promise<string>;
}

function openedOf(folder: RootFolder, path: string): number | null {
  const opened = folder.openToRead(path);
  return isRefusal(opened) ? null : opened;
}
