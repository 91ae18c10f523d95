// One preparation at a time per checkout.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './checkout.mjs';

// Outside node_modules, which `npm ci` empties.
const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
const file = path.join(os.tmpdir(), `slipway-prepare-${name}.lock`);

/**
 * Runs `work` while holding the checkout's lock; waits for another holder, takes over from a dead
 * one.
 */
export async function withLock(work) {
  while (!tryTake()) await sleep(200);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function tryTake() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isHolderAlive()) rmSync(file, { force: true });
  return false;
}

function isHolderAlive() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Between creation and writing the file is empty; for longer only when its holder was killed
    // there.
    return pid === 0 ? Date.now() - statSync(file).mtimeMs < 5000 : isAlive(pid);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
