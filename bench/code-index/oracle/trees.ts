import { fileURLToPath } from 'node:url';

/** Sources to compare on: a root, and the folder of it whose files count. */
export interface Tree {
  name: string;
  root: string;
  folder: string;
  isJavaScript: boolean;
}

const below = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function installed(name: string, folder: string, isJavaScript = false): Tree {
  return { name, root: below(`node_modules/${name}`), folder, isJavaScript };
}

/** Our own sources, and packages that ship theirs. */
export const TREES: readonly Tree[] = [
  { name: 'slipway', root: below('../../..'), folder: 'src', isJavaScript: false },
  installed('zod', 'src'),
  installed('rxjs', 'src'),
  installed('@tanstack/query-core', 'src'),
  installed('undici', 'lib', true),
];
