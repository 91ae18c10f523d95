// Is dist up to date, and making it so.
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inCheckout, node24 } from './checkout.mjs';
import { copyGrammars } from './grammars.mjs';
import { run } from './run.mjs';

const stamp = inCheckout('dist', '.built');
const sources = ['src', 'scripts/setup/engine-build.ts', 'electron.vite.config.ts', 'package.json'];

/** True when a source is newer than the last build. Tests do not count. */
export function needsBuild() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return sources.some((name) => isNewer(inCheckout(name), built));
}

function isNewer(file, time) {
  if (/\.test\.tsx?$/.test(file)) return false;
  const stat = statSync(file);
  if (stat.mtimeMs > time) return true;
  return (
    stat.isDirectory() && readdirSync(file).some((name) => isNewer(path.join(file, name), time))
  );
}

/** Builds all targets into dist. Throws with the bundler's output when that fails. */
export async function build() {
  const started = new Date();
  const announce = setTimeout(() => console.error('Building …'), 1500);
  const tool = inCheckout('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await run([node24, tool, 'build']);
  clearTimeout(announce);
  if (code !== 0) throw new Error(`the build failed:\n${output.trimEnd()}`);
  copyGrammars();
  removeOlder(inCheckout('dist'), started.getTime() - 1000);
  writeFileSync(stamp, '');
  // Sources edited while the build ran count as newer.
  utimesSync(stamp, started, started);
}

function removeOlder(folder, time) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) removeOlder(file, time);
    else if (statSync(file).mtimeMs < time) rmSync(file);
  }
}
