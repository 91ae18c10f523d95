// Every entry of the list of files that may open files by their path is still needed.
import { parseSync } from 'vite';
import { isOpening, MAY_OPEN } from '../lint/opens-files.mjs';

/** Whether a file opens files by their path. */
function opens({ file, text }) {
  if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|\/testing\//.test(file)) return false;
  if (/getBuiltinModule\('node:fs/.test(text)) return true;
  return parseSync(file, text).program.body.some(
    (node) => node.type === 'ImportDeclaration' && isOpening(node),
  );
}

/** Faults of the list, each with its file, line and a sentence. */
export function staleOpenerFaults(files) {
  const opening = files.filter(opens).map(({ file }) => file.replace(/^src\//, ''));
  return MAY_OPEN.filter((prefix) => !opening.some((below) => below.startsWith(prefix))).map(
    (prefix) => ({
      file: 'scripts/lint/opens-files.mjs',
      line: 1,
      message: `nothing under ${prefix} opens files any more: take it off the list`,
    }),
  );
}
