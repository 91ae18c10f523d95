// Installs the peers into this folder, and nowhere else.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Runs `npm install` when node_modules is missing or older than the lockfile; null, or why it could
 * not be had.
 */
export function installPeers() {
  const installed = path.join(here, 'node_modules', '.package-lock.json');
  const lock = path.join(here, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return null;
  console.error('Installing the peers into bench/peers …');
  try {
    execFileSync(
      'npm',
      ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: here,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    return null;
  } catch (error) {
    return `npm could not install the peers (${error.message.split('\n')[0]})`;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problem = installPeers();
  if (problem !== null) {
    console.error(problem);
    process.exitCode = 1;
  }
}
