// Can the desktop window be had on this machine, now?
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inCheckout, node24 } from './checkout.mjs';
import { run } from './run.mjs';

const downloadLimitMs = 180_000;
const probeLimitMs = 4_000;

/** Path of Electron's program when its download has been done before, else null. */
export function electronProgram() {
  const folder = inCheckout('node_modules', 'electron');
  if (!existsSync(`${folder}/path.txt`)) return null;
  const program = createRequire(import.meta.url)(folder);
  return existsSync(program) ? program : null;
}

/**
 * `{ program }` when the window can open, else `{ reason }`: a clause for one line to the person.
 */
export async function findElectron() {
  const reason = cannotOpenWindow();
  if (reason !== null) return { reason };
  const present = electronProgram();
  if (present !== null) return { program: present };
  if (!(await isDownloadReachable())) {
    return { reason: 'Electron is not downloaded yet and its download site cannot be reached' };
  }
  console.error('Downloading Electron (about 120 MB, once) …');
  const script = inCheckout('node_modules', 'electron', 'install.js');
  const { timedOut } = await run([node24, script], { limitMs: downloadLimitMs });
  const program = electronProgram();
  if (program !== null) return { program };
  return { reason: timedOut ? 'Electron did not download in time' : 'Electron did not download' };
}

function cannotOpenWindow() {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid() === 0) return 'Electron’s sandbox does not work for root';
  return null;
}

async function isDownloadReachable() {
  // Through a proxy or a mirror only the download itself shows it.
  const { HTTPS_PROXY, https_proxy: proxy, ELECTRON_MIRROR } = process.env;
  if (HTTPS_PROXY || proxy || ELECTRON_MIRROR) return true;
  try {
    const signal = AbortSignal.timeout(probeLimitMs);
    await fetch('https://github.com/electron/electron/releases', { method: 'HEAD', signal });
    return true;
  } catch {
    return false;
  }
}
