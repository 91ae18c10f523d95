// Installs when packages are missing or stale, builds when sources are newer than dist. Says
// nothing when there is nothing to do. `--install-only` skips the build, `--force` always builds.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, needsBuild } from './setup/build.mjs';
import { install, needsInstall } from './setup/install.mjs';
import { withLock } from './setup/lock.mjs';

/** Makes the checkout ready to run. Throws an Error whose message names the failure. */
export async function prepare({ installOnly = false, force = false } = {}) {
  const isDue = () => needsInstall() || (!installOnly && (force || needsBuild()));
  if (!isDue()) return;
  await withLock(async () => {
    if (needsInstall()) await install();
    if (!installOnly && (force || needsBuild())) await build();
  });
}

if (fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  try {
    await prepare({
      installOnly: process.argv.includes('--install-only'),
      force: process.argv.includes('--force'),
    });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
