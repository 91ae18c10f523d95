import { closeSync, constants, lstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { loadOpenat2, O_PATH, type OpenFolderAt } from './openat2.ts';
import { type Refusal, isRefusal, linkRefusal, refusalOf, refuse } from './refusal.ts';

/**
 * A folder that was reached without a link. `at` stands for the folder itself, whatever becomes of
 * its path, so that a name after it is looked up in it; where the system has no such handles it is
 * the path.
 */
export interface HeldFolder {
  readonly at: string;
  close(): void;
}

/** A way to get from a root to a folder below it without following anything. */
export interface FolderWay {
  /** The root itself. Throws the system's error when it is no folder, or a link. */
  root(path: string): HeldFolder;
  below(root: HeldFolder, parts: readonly string[]): HeldFolder | Refusal;
}

const FOLDER = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;

class Descriptor implements HeldFolder {
  readonly number: number;
  readonly at: string;

  constructor(number: number) {
    this.number = number;
    this.at = `/proc/self/fd/${number}`;
  }

  close(): void {
    closeSync(this.number);
  }
}

/**
 * Linux without openat2: one folder after the other, each looked up in the one before by the handle
 * of that, and never through a link.
 */
export const stepByStep: FolderWay = {
  root: (path) => new Descriptor(openSync(path, FOLDER)),
  below(root, parts) {
    let folder = root;
    for (const [n, part] of parts.entries()) {
      const next = step(folder, parts.slice(0, n + 1).join('/'), part);
      if (folder !== root) folder.close();
      if (isRefusal(next)) return next;
      folder = next;
    }
    return folder;
  },
};

function step(folder: HeldFolder, path: string, name: string): HeldFolder | Refusal {
  const place = `${folder.at}/${name}`;
  try {
    return new Descriptor(openSync(place, FOLDER));
  } catch (error) {
    // To the system a link is one more thing that is no folder.
    return isLink(place) ? linkRefusal(path) : refusalOf(path, error);
  }
}

function isLink(place: string): boolean {
  try {
    return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

/** Linux: the whole way by one call. Where that fails, the single steps find out why. */
export function byOneCall(open: OpenFolderAt): FolderWay {
  return {
    root: (path) => stepByStep.root(path),
    below(root, parts) {
      if (parts.length === 0) return root;
      const number = root instanceof Descriptor ? open(root.number, parts.join('/')) : -1;
      return number < 0 ? stepByStep.below(root, parts) : new Descriptor(number);
    },
  };
}

/**
 * Systems without /proc: the folders on the way are looked at and named by their path. On macOS the
 * opening of a file then follows no link in any of them; elsewhere a folder that is swapped for a
 * link between look and opening is followed.
 */
export const byPath: FolderWay = {
  root(path) {
    if (lstatSync(path).isDirectory()) return { at: path, close: () => undefined };
    throw Object.assign(new Error(`ENOTDIR: ${path} is no folder`), { code: 'ENOTDIR' });
  },
  below(root, parts) {
    for (const [n] of parts.entries()) {
      const path = parts.slice(0, n + 1).join('/');
      const facts = lstatSync(join(root.at, path), { throwIfNoEntry: false });
      if (facts === undefined) return refuse('missing', `There is no “${path}”.`);
      if (facts.isSymbolicLink()) return linkRefusal(path);
      if (!facts.isDirectory()) return refuse('not_a_folder', `“${path}” is not a folder.`);
    }
    return { at: join(root.at, ...parts), close: () => undefined };
  },
};

let best: FolderWay | undefined;

/** The best way that this machine has. */
export function bestWay(): FolderWay {
  return (best ??= findBest());
}

function findBest(): FolderWay {
  if (process.platform !== 'linux') return byPath;
  const open = loadOpenat2();
  return open === null ? stepByStep : byOneCall(open);
}
