// A throw-away copy of the checkout in which files may be spoilt.
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/checkout.mjs';
import { makeTemporary, removeTemporary } from '../setup/temporary-folder.mjs';

const leftOut = new Set(['node_modules', 'dist', 'dist-packages', '.git', 'coverage']);
/** Tools write into these; sharing them with the checkout would spoil its caches. */
const ownCaches = new Set(['.cache', '.vite', '.vite-temp', '.package-lock.json']);

/**
 * Copies the working tree and links the packages; `remove` deletes it again. `isBuilt`: `tsc -b`
 * has just passed here, so the copy begins with what it wrote, and only what is spoilt is checked
 * anew.
 */
export function copyCheckout({ isBuilt = false } = {}) {
  const folder = makeTemporary();
  for (const entry of readdirSync(root)) {
    if (leftOut.has(entry)) continue;
    cpSync(path.join(root, entry), path.join(folder, entry), {
      recursive: true,
      filter: (source) => path.basename(source) !== 'node_modules',
    });
  }
  const packages = path.join(folder, 'node_modules');
  mkdirSync(packages);
  for (const entry of readdirSync(path.join(root, 'node_modules'))) {
    if (ownCaches.has(entry)) continue;
    symlinkSync(path.join(root, 'node_modules', entry), path.join(packages, entry));
  }
  if (isBuilt) {
    const built = path.join('node_modules', '.cache', 'tsc');
    cpSync(path.join(root, built), path.join(folder, built), { recursive: true });
  }
  return { folder, remove: () => removeTemporary(folder) };
}
