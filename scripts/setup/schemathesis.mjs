// Schemathesis, the outside generator of requests: a Python program of PyPI, installed once in a
// cache folder of the checkout.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from './checkout.mjs';
import { aptInstall } from './requirements.mjs';
import { run } from './run.mjs';

const VERSION = '4.32.0';
const installLimitMs = 300_000;

/** Path of the program. Throws a sentence that says what to do when it cannot be had. */
export async function findSchemathesis() {
  const home = inCheckout('node_modules', '.cache', `schemathesis-${VERSION}`);
  const program = path.join(home, 'bin', 'schemathesis');
  const installed = path.join(home, 'installed');
  if (existsSync(installed)) return program;
  // What an install that was cut short left behind.
  rmSync(home, { recursive: true, force: true });
  const makeVenv = () => run(['python3', '-m', 'venv', home], { limitMs: installLimitMs });
  let made = await makeVenv();
  if (made.code !== 0 && (await aptInstall('python3-venv'))) made = await makeVenv();
  if (made.code !== 0) {
    throw new Error(
      `${made.output.trimEnd()}\npython3 with venv is needed for Schemathesis: install python3-venv and run this again.`,
    );
  }
  const pip = [path.join(home, 'bin', 'pip'), 'install', '--quiet', `schemathesis==${VERSION}`];
  const { code, output } = await run(pip, { limitMs: installLimitMs });
  if (code !== 0) {
    throw new Error(
      `${output.trimEnd()}\nSchemathesis ${VERSION} could not be installed from PyPI: connect this machine, or name a mirror in PIP_INDEX_URL, and run this again.`,
    );
  }
  writeFileSync(installed, '');
  return program;
}
