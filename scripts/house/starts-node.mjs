// Who may start this process's own program as a Node. A packaged app's program is Electron with the
// fuse `runAsNode` off: started with a script it would open a second app instead.
import { parseSync } from 'vite';

/** Files, each for one reason. */
export const MAY_START = [
  // The one function that knows what a packaged app has instead.
  'src/workers/sandbox/helper-program.ts',
  // `vp` runs in a Node of its own, never in Electron.
  'src/cli/commands/hooks.ts',
  'src/cli/engine/run-serve.ts',
  'src/cli/engine/spawn-serve.ts',
];

/** The program that runs, and what makes Electron's a Node. */
const NAMES = new Set(['execPath', 'argv0', 'ELECTRON_RUN_AS_NODE']);

const CURE =
  'a packaged app cannot be started as a Node: do it through helper-program.ts, or by a thread';

function visit(node, see) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') see(node);
  for (const key in node)
    if (node[key] !== null && typeof node[key] === 'object') visit(node[key], see);
}

/** What of a node names the running program, or starts it; null for any other. */
function startOf(node) {
  if (node.type === 'ImportSpecifier' && node.imported.name === 'fork') return 'fork';
  const text = node.type === 'Identifier' ? node.name : node.value;
  return NAMES.has(text) ? text : null;
}

/** Faults of the product's sources in `files`, each with its file, line and a sentence. */
export function startsNodeFaults(files) {
  const starting = new Set();
  const faults = [];
  for (const { file, text } of files) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|\/testing\//.test(file)) continue;
    visit(parseSync(file, text).program, (node) => {
      const what = startOf(node);
      if (what === null) return;
      starting.add(file);
      if (MAY_START.includes(file)) return;
      const line = text.slice(0, node.start).split('\n').length;
      faults.push({ file, line, message: `${what} may not be used here: ${CURE}` });
    });
  }
  const stale = MAY_START.filter((file) => !starting.has(file));
  return [...faults, ...stale.map((file) => staleFault(file))];
}

function staleFault(file) {
  const message = `${file} starts nothing any more: take it off the list`;
  return { file: 'scripts/house/starts-node.mjs', line: 1, message };
}
