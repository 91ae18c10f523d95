// Before tests that start engines: builds the engine's process and threads from the sources, in
// about a second. A thread that loads its hundreds of sources one by one takes several times as
// long to start, and tests start thousands.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { inCheckout, root } from '../setup/checkout.mjs';
import { bundledPackages, engineEntries, engineOutput } from '../setup/engine-build.ts';

const folder = inCheckout('dist-tests');
/** Tests that began before the sources changed may still start what was built then. */
const keptMs = 3_600_000;
const { dependencies } = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8'));
const external = Object.keys(dependencies).filter((name) => !bundledPackages.includes(name));
const isExternal = (id) => external.some((name) => id === name || id.startsWith(`${name}/`));
const once = Symbol.for('slipway.engine-for-tests');

/** Vitest calls it once for each project with tests. */
export default async function setup() {
  globalThis[once] ??= buildEngine();
  await globalThis[once];
}

async function buildEngine() {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      target: 'node24',
      minify: false,
      rolldownOptions: { external: isExternal, input: engineEntries, output: engineOutput },
    },
  });
  for (const part of output) place(path.join(folder, part.fileName), part.code ?? part.source);
  removeOld(
    path.join(folder, 'main'),
    new Set(output.map(({ fileName }) => path.basename(fileName))),
  );
  process.env.SLIPWAY_WORKERS = path.join(folder, 'workers');
}

/** A file is there whole or not at all, also for tests that run at the same time. */
function place(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, text);
  renameSync(half, file);
}

function removeOld(inFolder, present) {
  for (const name of readdirSync(inFolder)) {
    const file = path.join(inFolder, name);
    if (!present.has(name) && Date.now() - statSync(file).mtimeMs > keptMs) rmSync(file);
  }
}
