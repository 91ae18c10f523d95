import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { openControlGroup } from './control-group.ts';
import { isFrozen, thaw } from './freezer.ts';
import { FILTER_DESCRIPTOR } from './bubblewrap.ts';
import { launcherArgv } from './launcher.ts';

const limits = { ...COMMAND_LIMITS, wallMs: 60_000, cpuSeconds: 60, memoryMb: 64, tasks: 20 };
const FREEZER = '/sys/fs/cgroup/freezer';
const possible = await openControlGroup(limits);
await possible?.remove();

const mayFreeze = ((): boolean => {
  try {
    accessSync(`${FREEZER}/cgroup.procs`, constants.W_OK);
    return true;
  } catch {
    return false;
  }
})();

/** Runs a Python text in the group and says how it ended. */
async function runIn(folders: readonly string[], text: string): Promise<string> {
  const command = ['/usr/bin/env', 'python3', '-c', text];
  const [program = '', ...rest] = launcherArgv(command, folders, FILTER_DESCRIPTOR);
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return `${output.trim()} ${signal ?? code}`;
}

describe.runIf(possible !== null)('a control group (where this user may make one)', () => {
  it('refuses more processes than the limit, and says so', async () => {
    const group = await openControlGroup(limits);
    const folders = group?.folders ?? [];
    const text = `
import os, time
made = 0
try:
    for each in range(50):
        if os.fork() == 0:
            time.sleep(1); os._exit(0)
        made += 1
except OSError as error:
    print(made < 20, error.strerror)
`;
    expect(await runIn(folders, text)).toBe('True Resource temporarily unavailable 0');
    expect((await group?.excess())?.sentence).toMatch(/more than 20 processes and threads/);
    await group?.remove();
    for (const each of folders) expect(existsSync(each)).toBe(false);
  });

  it('refuses more memory than the limit, and says so', async () => {
    const group = await openControlGroup(limits);
    const text = 'x = [bytearray(b"x" * (1 << 20)) for _ in range(512)]; print(len(x))';
    expect(await runIn(group?.folders ?? [], text)).toBe(' SIGKILL');
    expect((await group?.excess())?.sentence).toMatch(/more than 64 MB of memory/);
    await group?.remove();
  });

  it('has refused nothing when nothing was asked for', async () => {
    const group = await openControlGroup(limits);
    expect(await runIn(group?.folders ?? [], 'print(1)')).toBe('1 0');
    expect(await group?.excess()).toBeNull();
    await group?.remove();
  });
});

describe.runIf(mayFreeze)('a frozen process (where this user may freeze one)', () => {
  it('is noticed and let go on', async () => {
    const group = `${FREEZER}/slipway-test-${process.pid}`;
    mkdirSync(group);
    const child = spawn('/bin/sleep', ['600'], { stdio: 'ignore' });
    const ended = once(child, 'close');
    const pid = child.pid ?? 0;
    writeFileSync(`${group}/cgroup.procs`, String(pid));
    expect(isFrozen(pid)).toBe(false);
    writeFileSync(`${group}/freezer.state`, 'FROZEN');
    expect(isFrozen(pid)).toBe(true);
    thaw(pid);
    expect(isFrozen(pid)).toBe(false);
    child.kill('SIGKILL');
    await ended;
    rmdirSync(group);
  });
});
