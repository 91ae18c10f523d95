import { isRefusal } from './files/refusal.ts';
import { openIfThere, type RootFolder } from './files/root-folder.ts';

const REPORT = /^TEST-.*\.xml$/;
const PASSED_BY = new Set(['.git', '.gradle', 'node_modules', 'src']);
/** Modules in modules. */
const MOST_DEPTH = 6;
const MOST_FOLDERS = 5_000;
const FILE_BYTES = 20_000_000;
/** Of all reports together. */
const MOST_BYTES = 40_000_000;

/**
 * The JUnit reports that a build leaves in folders of its own, as one; null: none was written
 * since the command started.
 */
export function readLeftReports(
  cwd: string,
  folders: readonly string[],
  startedMs: number,
): string | null {
  using root = folders.length === 0 ? null : openIfThere(cwd);
  if (root === null) return null;
  const texts: string[] = [];
  let left = MOST_BYTES;
  for (const path of reportsIn(root, folders)) {
    const file = root.read(path, Math.min(FILE_BYTES, left));
    // File systems keep times more coarsely than the clock, so a second is given.
    if (isRefusal(file) || file.mtimeMs < startedMs - 1_000) continue;
    left -= file.bytes.length;
    texts.push(
      Buffer.from(file.bytes)
        .toString('utf8')
        .replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ''),
    );
  }
  return texts.length === 0 ? null : `<testsuites>${texts.join('\n')}</testsuites>`;
}

function* reportsIn(root: RootFolder, folders: readonly string[]): Generator<string> {
  const queue = ['.'];
  for (let seen = 0; queue.length > 0 && seen < MOST_FOLDERS; seen += 1) {
    const folder = queue.shift() ?? '.';
    const listed = root.list(folder);
    if (isRefusal(listed)) continue;
    const isReports = folders.some((one) => `/${folder}/`.includes(`/${one}/`));
    for (const entry of listed.entries) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (isReports && entry.isFile() && REPORT.test(entry.name)) yield path;
      const goesOn = entry.isDirectory() && !PASSED_BY.has(entry.name);
      if (goesOn && path.split('/').length <= MOST_DEPTH) queue.push(path);
    }
  }
}
