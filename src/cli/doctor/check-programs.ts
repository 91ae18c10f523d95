import type { Place } from '../cli.ts';
import { readVersion } from '../engine/read-version.ts';
import type { Check } from './check.ts';
import { failed, optional, passed } from './check.ts';
import { findPlaywrightBrowser, findProgram } from './find-program.ts';

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** The engine's sources and bundles are written for this major. */
const NODE_MAJOR = 24;

/** Node, git, the sandbox's program and a browser. */
export async function checkPrograms(place: Place): Promise<Check[]> {
  return [
    checkNode(process.versions.node),
    ...(await Promise.all([checkGit(place), checkBubblewrap(place), checkBrowser(place)])),
  ];
}

/** Whether this version of Node can run the engine. */
export function checkNode(version: string): Check {
  const isEnough = Number.parseInt(version, 10) >= NODE_MAJOR;
  if (isEnough) return passed('node', `v${version}`);
  return failed(
    'node',
    `v${version} is too old for the engine`,
    `run \`npm install\` in Slipway’s folder: it brings Node ${NODE_MAJOR}, and bin/vp uses it`,
  );
}

async function checkGit(place: Place): Promise<Check> {
  const path = await findProgram(place, ['git', 'git.exe']);
  if (path === null) {
    return failed('git', 'not found on PATH', 'install git, e.g. `apt-get install git`');
  }
  return passed('git', `${(await readVersion(path)) ?? 'version unknown'} (${path})`);
}

async function checkBubblewrap(place: Place): Promise<Check> {
  if (process.platform !== 'linux') {
    return optional('bubblewrap', `not used on ${process.platform}`, null);
  }
  const path = await findProgram(place, ['bwrap']);
  if (path !== null) return passed('bubblewrap', (await readVersion(path)) ?? path);
  return failed(
    'bubblewrap',
    'bwrap is not on PATH, so commands have no sandbox to run in',
    'install it, e.g. `apt-get install bubblewrap`',
  );
}

async function checkBrowser(place: Place): Promise<Check> {
  const path = (await findProgram(place, CHROMIUMS)) ?? (await findPlaywrightBrowser(place));
  if (path !== null) return passed('chromium', path);
  return optional(
    'chromium',
    'not found; only the window in a browser and the end-to-end tests need it',
    'install it, e.g. `apt-get install chromium`',
  );
}
