import { closeSync, readFileSync, writeFileSync } from 'node:fs';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { RootFolder } from '../root-folder.ts';
import type { WritableFolder } from '../writable-folder.ts';

export const LARGEST_BYTES = 1000;
export const WRITTEN = 'written by the test';

type Outcome = string | Refusal | null;

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

/** Operations that change nothing; what they gave, as text. */
export const READING: Record<string, (root: RootFolder, path: string) => Outcome> = {
  read(root, path) {
    const content = root.read(path, LARGEST_BYTES);
    return isRefusal(content) ? content : text(content.bytes);
  },
  readText: (root, path) => root.readText(path, LARGEST_BYTES),
  openToRead(root, path) {
    const descriptor = root.openToRead(path);
    if (isRefusal(descriptor)) return descriptor;
    try {
      return readFileSync(descriptor, 'utf8');
    } finally {
      closeSync(descriptor);
    }
  },
  list(root, path) {
    const listed = root.list(path);
    return isRefusal(listed) ? listed : listed.entries.map(({ name }) => name).join('\n');
  },
  stat(root, path) {
    const facts = root.stat(path);
    return isRefusal(facts) ? facts : `inode ${facts.ino}`;
  },
  readLink: (root, path) => root.readLink(path),
  has: (root, path) => String(root.has(path)),
};

/** Operations that change something; null when they did. */
export const WRITING: Record<
  string,
  (folder: WritableFolder, path: string) => Promise<Refusal | null>
> = {
  write: (folder, path) =>
    folder.write(path, 0o644, (descriptor) => writeFileSync(descriptor, WRITTEN)),
  makeFolder: (folder, path) => folder.makeFolder(path),
  makeLink: (folder, path) => folder.makeLink(path, 'a.txt'),
  remove: (folder, path) => folder.remove(path),
  removeTree: (folder, path) => folder.removeTree(path),
};
