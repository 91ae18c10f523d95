// What the tests need besides npm packages, and how to get it.
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inCheckout, node24 } from './checkout.mjs';
import { hasProgram, run } from './run.mjs';

const installLimitMs = 300_000;
let isIndexFresh = false;

function mayUseApt() {
  return process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs a Debian package when that is possible here; true when apt-get said yes. */
export async function aptInstall(name) {
  if (!mayUseApt()) return false;
  console.error(`Installing ${name} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!isIndexFresh) {
    await run(['apt-get', 'update', '-q'], { env, limitMs: installLimitMs });
    isIndexFresh = true;
  }
  const argv = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', name];
  const { code } = await run(argv, { env, limitMs: installLimitMs });
  return code === 0;
}

const systemBrowsers = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

function playwrightBrowser() {
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(os.homedir(), '.cache', 'ms-playwright');
  if (!existsSync(folder)) return null;
  const names = ['chrome-linux64/chrome', 'chrome-linux/chrome'];
  for (const entry of readdirSync(folder).filter((name) => /^chromium-\d/.test(name))) {
    const found = names.map((name) => path.join(folder, entry, name)).find(existsSync);
    if (found !== undefined) return found;
  }
  return null;
}

async function presentBrowser() {
  const own = process.env.SLIPWAY_CHROMIUM ?? playwrightBrowser();
  if (own !== null && existsSync(own)) return own;
  for (const name of systemBrowsers) {
    const { code, output } = await run(['which', name]);
    if (code === 0) return output.trim();
  }
  return null;
}

/** Path of a Chromium, installed when there is none; null when none can be had. */
export async function findBrowser({ mayInstall = true } = {}) {
  const present = await presentBrowser();
  if (present !== null || !mayInstall) return present;
  console.error('Installing a browser …');
  // Debian's own first where it may be installed: the download is larger and often out of reach.
  if (await aptInstall('chromium')) return presentBrowser();
  const cli = inCheckout('node_modules', '@playwright', 'test', 'cli.js');
  await run([node24, cli, 'install', 'chromium'], { limitMs: installLimitMs });
  return presentBrowser();
}

/**
 * Programs beside the browser: name, the Debian package that has it, and what the tests use it for.
 */
export const programs = [
  { name: 'git', debian: 'git', purpose: 'repositories and worktrees' },
  { name: 'bwrap', debian: 'bubblewrap', purpose: 'the sandbox of tasks', platform: 'linux' },
  { name: 'cc', debian: 'build-essential', purpose: 'the helper of a packaged app' },
  { name: 'curl', debian: 'curl', purpose: 'the API demo' },
  { name: 'jq', debian: 'jq', purpose: 'the API demo' },
];

/** True when the program is there or could be installed. */
export async function findProgram({ name, debian }, { mayInstall = true } = {}) {
  if (await hasProgram(name)) return true;
  return mayInstall && (await aptInstall(debian)) && hasProgram(name);
}

/**
 * True when Python with pytest is there; only some integration tests use it, so nothing is
 * installed.
 */
export async function hasPytest() {
  const { code } = await run(['python3', '-m', 'pytest', '--version']);
  return code === 0;
}
