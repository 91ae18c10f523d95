import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Confinement, ProcessLimits } from '#shared/messages/job.ts';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { startJob, toolJob, type RunningJob } from '../testing/run-job.ts';
import { excessOf } from './excess.ts';
import { StallWatch } from './stall-watch.ts';
import type { TreeUsage } from './tree-sampler.ts';

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-limits-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function runPython(
  text: string,
  limits: Partial<ProcessLimits>,
  driver: Confinement['driver'] = 'bubblewrap',
): RunningJob {
  writeFileSync(join(cwd, 'probe.py'), text);
  const confinement = { driver, writable: [cwd], readable: [], network: false };
  const all = { ...COMMAND_LIMITS, wallMs: 600_000, cpuSeconds: 600, ...limits };
  return startJob(toolJob({ argv: ['python3', 'probe.py'], cwd, confinement, limits: all }));
}

describe('limits of a command', () => {
  it('the temporary folder has a size', async () => {
    const result = await runPython(
      `
for part in range(64):
    open(f'/tmp/{part}', 'wb').write(bytes(1 << 20))
`,
      { temporaryMb: 16 },
    ).result;
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'tool' });
    expect(result.reason).toMatch(/temporary folder.+holds 16 MB\.$/);
  });

  it('shared memory has a size, and nothing else of the sandbox’s own can be filled', async () => {
    const { stdout } = await runPython(
      `
import os
try:
    for part in range(64):
        open(f'/dev/shm/{part}', 'wb').write(bytes(1 << 20))
except OSError as error:
    print(error.strerror)
for folder in ('/', '/dev', '/proc', '/usr', '/etc', '/home'):
    try:
        open(folder + '/x', 'w'); print('wrote', folder)
    except OSError:
        pass
`,
      { temporaryMb: 16 },
    ).result;
    expect(stdout).toBe('No space left on device\n');
  });

  it('a file has a size', async () => {
    const result = await runPython(
      `
with open('big', 'wb') as file:
    for part in range(64):
        file.write(bytes(1 << 20)); file.flush()
`,
      { fileMb: 16 },
    ).result;
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'tool' });
    expect(result.reason).toMatch(/No file that it writes may be larger than 16 MB\.$/);
  });

  it('what it writes into its folders is counted', async () => {
    const result = await runPython(
      `
import os, time
for part in range(40):
    with open(f'part{part}', 'wb') as file:
        file.write(os.urandom(1 << 20)); file.flush(); os.fsync(file.fileno())
time.sleep(600)
`,
      { writtenMb: 20 },
    ).result;
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'tool' });
    expect(result.reason).toMatch(/wrote more than 20 MB into its folders/);
  });

  it.each(['bubblewrap', 'none'] as const)('processes are counted (%s)', async (driver) => {
    const result = await runPython(
      `
import os, time
for each in range(100):
    try:
        if os.fork() == 0:
            time.sleep(600)
    except OSError:
        break
time.sleep(600)
`,
      { tasks: 60 },
      driver,
    ).result;
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'tool' });
    expect(result.reason).toMatch(/more than 60 processes and threads at once/);
  });

  it('a stopped child is noticed', async () => {
    expect(COMMAND_LIMITS.stoppedMs).toBeLessThan(20_000);
    const result = await runPython(
      `
import os, signal, time
child = os.fork()
if child == 0:
    time.sleep(600)
os.kill(child, signal.SIGSTOP)
os.waitpid(child, 0)
`,
      { stoppedMs: 300 },
    ).result;
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'tool' });
    expect(result.reason).toMatch(/had been stopped by a signal and nobody let it go on/);
  });
});

const calm: TreeUsage = {
  cpuMs: 0,
  rssBytes: 0,
  tasks: 1,
  stopped: 0,
  member: null,
};

describe('excessOf', () => {
  const limits = { ...COMMAND_LIMITS, wallMs: 1, cpuSeconds: 10 };
  it.each([
    [{ cpuMs: 10_001 }, /more than 10.0 s of CPU time/],
    [{ rssBytes: 8193 * 1_048_576 }, /more than 8192 MB of memory/],
    [{ tasks: 4096 }, /more than 4096 processes and threads/],
  ])('%j is too much', (usage, sentence) => {
    expect(excessOf({ ...calm, ...usage }, limits)?.sentence).toMatch(sentence);
    expect(excessOf(calm, limits)).toBeNull();
  });
});

describe('StallWatch', () => {
  it('ends what stays stopped, well within 20 s, and not what goes on again', () => {
    const watch = new StallWatch(process.pid, 12_000);
    const stopped = { ...calm, stopped: 1 };
    for (let nowMs = 0; nowMs < 11_000; nowMs += 500) {
      expect(watch.look(stopped, nowMs)).toBeNull();
    }
    expect(watch.look(calm, 11_500)).toBeNull();
    expect(watch.look(stopped, 12_000)).toBeNull();
    expect(watch.look(stopped, 23_500)).toBeNull();
    expect(watch.look(stopped, 24_000)?.sentence).toMatch(/stopped by a signal/);
  });
});
