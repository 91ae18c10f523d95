// The files that the house rules read: what is under src, with its text.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Every TypeScript file and SPEC.md below `src`, paths with forward slashes from the checkout's
 * root.
 */
export function sourceFiles(root) {
  return readdirSync(path.join(root, 'src'), { recursive: true })
    .filter((name) => /\.tsx?$|(^|[\\/])SPEC\.md$/.test(name))
    .map((name) => path.posix.join('src', name.replaceAll(path.sep, '/')))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}
