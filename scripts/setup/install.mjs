// Are the packages there, and the ones the lockfile names?
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { inCheckout, node24 } from './checkout.mjs';
import { run } from './run.mjs';

const lockfile = inCheckout('package-lock.json');
const installed = inCheckout('node_modules', '.package-lock.json');

/** True when `npm ci` has to run. */
export function needsInstall() {
  if (!existsSync(installed) || !existsSync(node24)) return true;
  if (statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return false;
  if (!hasSamePackages()) return true;
  // The lockfile was only touched, as a branch switch does.
  utimesSync(installed, new Date(), new Date());
  return false;
}

function hasSamePackages() {
  const wanted = readPackages(lockfile);
  const present = readPackages(installed);
  const isCurrent = ([name, { version }]) => wanted[name]?.version === version;
  const isPresent = ([name, entry]) => name === '' || entry.optional || name in present;
  return Object.entries(present).every(isCurrent) && Object.entries(wanted).every(isPresent);
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** Installs the packages of the lockfile. Throws with npm's last output when that fails. */
export async function install() {
  console.error('Installing packages; the first time takes a minute or two …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const flags = ['--include=dev', '--no-audit', '--no-fund'];
  let { code, output } = await run([npm, 'ci', ...flags]);
  if (code !== 0 && output.includes('EUSAGE')) {
    // A lockfile written on one platform may leave out optional packages of another.
    ({ code, output } = await run([npm, 'install', '--no-save', ...flags]));
  }
  if (code !== 0) throw new Error(`npm could not install the packages:\n${lastLines(output)}`);
}

function lastLines(text) {
  return text.trimEnd().split('\n').slice(-20).join('\n');
}
