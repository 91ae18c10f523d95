// Temporary folders of scripts: removed when the script ends, and after a kill by the next script.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const owned = /^slipway-script-(\d+)\.(\d+)-/;
const made = new Set();

/** Process numbers mean something only among processes that share them. */
function ownSpace() {
  return statSync('/proc/self/ns/pid', { throwIfNoEntry: false })?.ino ?? 0;
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function removeDead() {
  for (const name of readdirSync(os.tmpdir())) {
    const [, pid, space] = owned.exec(name) ?? [];
    if (pid === undefined || Number(space) !== ownSpace() || lives(Number(pid))) continue;
    rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
}

function removeOwn() {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
}

/** A new folder; `removeTemporary` may end it early. */
export function makeTemporary() {
  if (made.size === 0) {
    removeDead();
    process.on('exit', removeOwn);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => process.exit(130));
  }
  const name = `slipway-script-${process.pid}.${ownSpace()}-`;
  const folder = mkdtempSync(path.join(os.tmpdir(), name));
  made.add(folder);
  return folder;
}

export function removeTemporary(folder) {
  rmSync(folder, { recursive: true, force: true });
}
