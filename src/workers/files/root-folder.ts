import { closeSync, lstatSync, readlinkSync, type Stats } from 'node:fs';
import { bestWay, type FolderWay, type HeldFolder } from './held-folder.ts';
import { openRegular } from './open-file.ts';
import { partsOf } from './path-parts.ts';
import { type FolderEntries, readEntries } from './read-entries.ts';
import { type FileBytes, type ReadBytes, readOpened } from './read-opened.ts';
import { type Refusal, isRefusal, refusalOf } from './refusal.ts';

/** Folders that stay open for the next name in them; each costs a descriptor. */
const MOST_HELD = 32;

/**
 * A repository, a worktree or a scratch folder, whose content may be anybody's. Paths are relative
 * to it. Nothing outside is reached and no link is followed, however the content changes meanwhile;
 * only regular files are opened, and no opening waits. What is not as it should be comes back as a
 * Refusal.
 *
 * It holds folders open. End it with `using` after one piece of work: it means the folder that lay
 * there when it was opened, and so does each folder below.
 */
export class RootFolder implements Disposable {
  readonly #way: FolderWay;
  readonly #root: HeldFolder;
  /** By path; the one that was not asked for longest comes first. */
  readonly #held = new Map<string, HeldFolder>();

  /** Throws the system's error when there is no such folder, or a link in its place. */
  constructor(path: string, way = bestWay()) {
    this.#way = way;
    this.#root = way.root(path);
  }

  [Symbol.dispose](): void {
    for (const folder of this.#held.values()) folder.close();
    this.#held.clear();
    this.#root.close();
  }

  /** What lies there; of a link, the link itself. */
  stat(path: string): Stats | Refusal {
    return this.#find(path, (place) => lstatSync(place));
  }

  /** Whether anything lies there. */
  has(path: string): boolean {
    return !isRefusal(this.stat(path));
  }

  /** The content of a regular file that is not larger than the limit. */
  read(path: string, largestBytes: number, read?: ReadBytes): FileBytes | Refusal {
    const descriptor = this.openToRead(path);
    if (isRefusal(descriptor)) return descriptor;
    try {
      return readOpened(descriptor, path, { largestBytes, read });
    } catch (error) {
      return refusalOf(path, error);
    } finally {
      closeSync(descriptor);
    }
  }

  /** The content as text in UTF-8; null when it is refused. */
  readText(path: string, largestBytes: number): string | null {
    const content = this.read(path, largestBytes);
    return isRefusal(content) ? null : Buffer.from(content.bytes).toString('utf8');
  }

  /** A descriptor of a regular file, which the caller closes. */
  openToRead(path: string): number | Refusal {
    return this.#find(path, (place) => openRegular(place, path));
  }

  list(path: string): FolderEntries | Refusal {
    const parts = partsOf(path);
    if (isRefusal(parts)) return parts;
    try {
      const folder = this.#hold(parts);
      return isRefusal(folder) ? folder : readEntries(folder.at);
    } catch (error) {
      return refusalOf(path, error);
    }
  }

  /** Where a link points to, as it is written. */
  readLink(path: string): string | Refusal {
    return this.#find(path, (place) => readlinkSync(place));
  }

  #find<T>(path: string, act: (place: string) => T): T | Refusal {
    const parts = partsOf(path);
    if (isRefusal(parts)) return parts;
    try {
      const folder = this.#hold(parts.slice(0, -1));
      return isRefusal(folder) ? folder : act(`${folder.at}/${parts.at(-1) ?? '.'}`);
    } catch (error) {
      return refusalOf(path, error);
    }
  }

  #hold(parts: readonly string[]): HeldFolder | Refusal {
    if (parts.length === 0) return this.#root;
    const path = parts.join('/');
    const folder = this.#held.get(path) ?? this.#way.below(this.#root, parts);
    if (isRefusal(folder)) return folder;
    this.#held.delete(path);
    this.#held.set(path, folder);
    for (const [oldest, held] of this.#held) {
      if (this.#held.size <= MOST_HELD) break;
      this.#held.delete(oldest);
      held.close();
    }
    return folder;
  }
}

/** The folder, or null where there is none, or a link in its place. */
export function openIfThere(path: string): RootFolder | null {
  try {
    return new RootFolder(path);
  } catch (error) {
    refusalOf(path, error);
    return null;
  }
}
