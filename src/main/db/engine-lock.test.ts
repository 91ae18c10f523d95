import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { startEngine } from '../engine.ts';
import { NotServed, spawnServe } from '../testing/spawn-serve.ts';
import { makeDataDir } from '../testing/start-test-engine.ts';
import Database from 'better-sqlite3';
import { takeEngineLock } from './engine-lock.ts';

let folder: string;
beforeEach(() => {
  folder = makeDataDir();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('R10 one engine a data folder', () => {
  test('the lock is had once, and again when it was released', () => {
    const file = join(folder, 'engine.lock');
    const lock = takeEngineLock(file);
    expect(lock).not.toBeNull();
    expect(takeEngineLock(file)).toBeNull();
    lock?.release();
    const next = takeEngineLock(file);
    expect(next).not.toBeNull();
    next?.release();
  });

  test('a second engine is refused with a sentence; a second serve prints the address of the first', async () => {
    const first = await spawnServe(folder, { args: ['--synthetic'] });
    await expect(startEngine({ dataDir: folder })).rejects.toMatchObject({
      code: 'already_started',
      message: expect.stringContaining(`uses the data folder ${folder}`),
    });
    const second = await spawnServe(folder);
    expect(second.urls.pas).toBe(first.urls.pas);
    expect(second.pid).toBe(first.pid);
    expect((await second.pas.health({})).status).toBe('ok');
    expect(await first.stop()).toBe(0);
  });

  test('the folder is free at once after a kill -9', async () => {
    const first = await spawnServe(folder, { args: ['--synthetic'] });
    await first.kill();
    const second = await spawnServe(folder, { args: ['--synthetic'] });
    expect(second.pid).not.toBe(first.pid);
    expect(await second.stop()).toBe(0);
  });

  test('an engine that could not start leaves the folder free', async () => {
    const broken = new Database(join(folder, 'ledger.db'));
    broken.pragma('user_version = 9999');
    await expect(startEngine({ dataDir: folder })).rejects.toThrow(AppError);
    await expect(startEngine({ dataDir: folder })).rejects.toThrow(/newer Slipway/);
    await expect(spawnServe(folder)).rejects.toThrow(NotServed);
    broken.pragma('user_version = 0');
    broken.close();
    const engine = await startEngine({ dataDir: folder, synthetic: true });
    await engine.stop();
  });

  test('a taken port is named with its holder, and the engine goes on with a free one', async () => {
    const first = await spawnServe(folder, { args: ['--synthetic'] });
    const port = new URL(first.urls.pas).port;
    const other = makeDataDir();
    const second = await spawnServe(other, { args: ['--synthetic', '--pas-port', port] });
    expect(new URL(second.urls.pas).port).not.toBe(port);
    expect((await second.pas.health({})).status).toBe('ok');
    while (!second.stderr().includes(port)) await wait(10);
    expect(second.stderr()).toContain(port);
    await Promise.all([first.stop(), second.stop()]);
    rmSync(other, { recursive: true });
  });
});
