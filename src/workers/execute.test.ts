import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import type { Confinement } from '#shared/messages/job.ts';
import { listProcesses, readProcFile } from './sandbox/proc-stat.ts';
import { startTicksOf } from './sandbox/process-tree.ts';
import { linesOf, startJob, toolJob, type RunningJob, type Runner } from './testing/run-job.ts';

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-execute-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const script = (name: string, text: string): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};
const drivers: Confinement['driver'][] = ['none', 'bubblewrap'];
const confined = (driver: Confinement['driver']): Confinement => ({
  driver,
  writable: [cwd],
  readable: [],
  network: false,
});
const hasLine =
  (text: string) =>
  (message: RunningJob['messages'][number]): boolean =>
    message.type === 'lines' && message.lines.some((line) => line.text.includes(text));

/** Processes whose command line names the test's folder, wherever they went. */
function leftovers(text: string): number[] {
  return listProcesses()
    .filter((each) => each.state !== 'Z' && each.pid !== process.pid)
    .filter((each) => readProcFile(each.pid, 'cmdline')?.includes(text) === true)
    .map((each) => each.pid);
}
async function untilGone(marker: string): Promise<void> {
  while (leftovers(marker).length > 0) await wait(25);
}

/**
 * Ignores SIGTERM, has a child and a grandchild that do so too, and one that left by setsid and a
 * double fork.
 */
const stubbornTree = (): string =>
  script(
    'stubborn.py',
    `import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.path.insert(0, ${JSON.stringify(cwd)})
if len(sys.argv) == 1:
    if os.fork() == 0:
        if os.fork() == 0:
            os.execv(sys.executable, [sys.executable, __file__, 'grandchild', ${JSON.stringify(cwd)}])
        time.sleep(600)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv(sys.executable, [sys.executable, __file__, 'daemon', ${JSON.stringify(cwd)}])
        os._exit(0)
    time.sleep(0.3)
    print('tree ready', flush=True)
time.sleep(600)
`,
  );

describe.each(drivers)('a command under the driver %s', (driver) => {
  it('gives output, exit code, pid and measured time', async () => {
    const file = script('a.js', 'console.log("out"); console.error("err"); process.exit(3);');
    const job = startJob(toolJob({ argv: ['node', file], cwd, confinement: confined(driver) }));
    const result = await job.result;
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 3, failureClass: 'tool' });
    expect(result.reason).toBe('“node” ended with exit code 3.');
    expect(result.stdout).toBe('out\n');
    expect(linesOf(job, 'stdout')).toEqual(['out']);
    expect(linesOf(job, 'stderr')).toEqual(['err']);
    expect(job.messages.some((each) => each.type === 'process' && each.startTicks !== null)).toBe(
      true,
    );
    expect(job.messages.some((each) => each.type === 'heartbeat')).toBe(true);
  });

  it('ends a tree that ignores SIGTERM and one that daemonised when it is aborted', async () => {
    const argv = ['python3', stubbornTree()];
    const job = startJob(toolJob({ argv, cwd, confinement: confined(driver) }));
    await job.until(hasLine('tree ready'));
    expect(leftovers(cwd).length).toBeGreaterThan(0);
    job.abort('The run was terminated.');
    const result = await job.result;
    expect(leftovers(cwd)).toEqual([]);
    expect(result).toMatchObject({ outcome: 'aborted', reason: 'The run was terminated.' });
  });

  it('lets a command that listens to SIGTERM finish its work', async () => {
    const file = script(
      'polite.js',
      `process.on('SIGTERM', () => { require('fs').writeFileSync('saved', 'yes'); process.exit(0); });
       setInterval(() => {}, 1000); console.log('ready');`,
    );
    const job = startJob(toolJob({ argv: ['node', file], cwd, confinement: confined(driver) }));
    await job.until(hasLine('ready'));
    job.abort('Enough.');
    expect((await job.result).outcome).toBe('aborted');
    expect(existsSync(join(cwd, 'saved'))).toBe(true);
  });

  it('runs further commands whatever became of the first; one that fails fails the job', async () => {
    const say = (text: string, code: number) => [
      'node',
      '-e',
      `console.log('${text}'); process.exit(${code})`,
    ];
    const more = [say('two', 3), say('three', 0)];
    const also = more.map((argv) => ({ argv, env: {}, reportFile: null, reportFolders: [] }));
    const job = startJob(
      toolJob({ argv: say('one', 0), cwd, also, confinement: confined(driver) }),
    );
    expect(await job.result).toMatchObject({
      outcome: 'failed',
      exitCode: 0,
      stdout: 'one\n',
      also: [
        { exitCode: 3, stdout: 'two\n' },
        { exitCode: 0, stdout: 'three\n' },
      ],
    });
  });

  it('bounds a flood of output and still answers', async () => {
    const limits = {
      ...COMMAND_LIMITS,
      wallMs: 600_000,
      cpuSeconds: 600,
      memoryMb: 512,
      outputBytes: 10_000,
    };
    const job = startJob(toolJob({ argv: ['yes'], cwd, limits, confinement: confined(driver) }));
    await job.until(hasLine('log is full'));
    job.abort('Enough.');
    const result = await job.result;
    expect(result).toMatchObject({ outcome: 'aborted', reason: 'Enough.' });
    expect(result.stdout.length).toBeLessThanOrEqual(10_000);
    expect(linesOf(job, 'stdout').join('\n').length).toBeLessThanOrEqual(100_000);
    expect(linesOf(job, 'system').some((each) => each.includes('log is full'))).toBe(true);
  });

  it('stops what runs longer than its time limit', async () => {
    const limits = {
      ...COMMAND_LIMITS,
      wallMs: 300,
      cpuSeconds: 600,
      memoryMb: 512,
      outputBytes: 10_000,
    };
    const argv = ['python3', script('long.py', 'import time\ntime.sleep(3600)')];
    const job = startJob(toolJob({ argv, cwd, limits, confinement: confined(driver) }));
    const result = await job.result;
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'tool' });
    expect(result.reason).toMatch(/time limit of 300 ms/);
  });

  it('gives end of file to a command that waits for input', async () => {
    const job = startJob(toolJob({ argv: ['cat'], cwd, confinement: confined(driver) }));
    expect(await job.result).toMatchObject({ outcome: 'succeeded', exitCode: 0, stdout: '' });
  });

  it('reports a signal', async () => {
    const file = script('dies.js', 'process.kill(process.pid, "SIGKILL");');
    const job = startJob(toolJob({ argv: ['node', file], cwd, confinement: confined(driver) }));
    expect(await job.result).toMatchObject({
      outcome: 'failed',
      signal: 'SIGKILL',
      failureClass: 'tool',
    });
  });

  it('measures CPU time', async () => {
    const file = script(
      'busy.js',
      'while (process.cpuUsage().user < 600_000) for (let n = 0; n < 1e6; n += 1);',
    );
    const job = startJob(toolJob({ argv: ['node', file], cwd, confinement: confined(driver) }));
    const { cpuMs, timeMs } = await job.result;
    expect(cpuMs).toBeGreaterThan(100);
    expect(cpuMs).toBeLessThan(timeMs * 4);
  });

  it('stops what uses too much memory', async () => {
    const file = script('big.py', 'x = [bytearray(1 << 20) for _ in range(4000)]\nprint(len(x))');
    const limits = {
      ...COMMAND_LIMITS,
      wallMs: 600_000,
      cpuSeconds: 600,
      memoryMb: 200,
      outputBytes: 10_000,
    };
    const job = startJob(
      toolJob({ argv: ['python3', file], cwd, limits, confinement: confined(driver) }),
    );
    expect(await job.result).toMatchObject({ outcome: 'failed', failureClass: 'tool', stdout: '' });
  });

  it('passes nothing of the environment that was not decided', async () => {
    process.env['SLIPWAY_TEST_SECRET'] = 'hush';
    const env = { GIVEN: 'yes', HOME: '/elsewhere' };
    const job = startJob(toolJob({ argv: ['printenv'], cwd, env, confinement: confined(driver) }));
    const { stdout } = await job.result;
    delete process.env['SLIPWAY_TEST_SECRET'];
    expect(stdout).toMatch(/^GIVEN=yes$/m);
    expect(stdout).toMatch(/^CI=1$/m);
    expect(stdout).not.toMatch(/hush|NODE_ENV|^HOME=\/(?:elsewhere|root)$/m);
  });

  it('reads the report the command wrote', async () => {
    const file = script('r.js', 'require("fs").writeFileSync("report.xml", "<ok/>");');
    const reportFile = join(cwd, 'report.xml');
    const confinement = confined(driver);
    const job = startJob(toolJob({ argv: ['node', file], cwd, confinement, reportFile }));
    expect((await job.result).report).toBe('<ok/>');
  });
});

describe('a command that cannot run', () => {
  it('says that its program is not there', async () => {
    const result = await startJob(toolJob({ argv: ['missing-program'], cwd })).result;
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'tool', exitCode: null });
    expect(result.reason).toMatch(/found neither in the repository nor on PATH/);
  });

  it('says that the working folder is missing', async () => {
    const result = await startJob(toolJob({ argv: ['true'], cwd: join(cwd, 'nowhere') })).result;
    expect(result.reason).toMatch(/does not exist/);
  });
});

describe('a synthetic job over the port', () => {
  it('reports progress and can be aborted', async () => {
    const synthetic = {
      kind: 'synthetic',
      taskId: 't',
      attempt: 1,
      lane: 'Narrative',
      seconds: 150,
      timeScale: 100,
    } as const;
    const job = startJob(synthetic);
    await job.until((each) => each.type === 'heartbeat' && (each.progress ?? 0) > 0);
    job.abort('Stop.');
    expect(await job.result).toMatchObject({ outcome: 'aborted', reason: 'Stop.' });
  });
});

describe('in piscina', () => {
  const entry = join(import.meta.dirname, 'execute.ts');
  const inPool =
    (pool: Piscina): Runner =>
    (input) =>
      pool.run(input, { transferList: [input.port] });
  const makePool = (filename: string): Piscina =>
    new Piscina({
      filename,
      minThreads: 1,
      maxThreads: 1,
      concurrentTasksPerWorker: 8,
      // A thread that is killed removes nothing.
      env: { ...process.env, SLIPWAY_TEMPORARY: cwd },
    });

  it('runs jobs side by side in one thread from the TypeScript file', async () => {
    const pool = makePool(entry);
    const file = script('a.js', 'console.log("ready"); setInterval(() => {}, 1000);');
    const long = startJob(toolJob({ argv: ['node', file], cwd }), inPool(pool));
    await long.until(hasLine('ready'));
    const short = startJob(toolJob({ argv: ['true'], cwd }), inPool(pool));
    expect(await short.result).toMatchObject({ outcome: 'succeeded' });
    long.abort('Done.');
    expect(await long.result).toMatchObject({ outcome: 'aborted' });
    await pool.destroy();
  });

  it('works bundled to plain JavaScript', async () => {
    const outDir = join(cwd, 'bundle');
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: entry,
        outDir,
        rollupOptions: { output: { entryFileNames: 'execute.mjs' } },
      },
      ssr: { noExternal: true },
    });
    const pool = makePool(join(outDir, 'execute.mjs'));
    const job = startJob(toolJob({ argv: ['true'], cwd }), inPool(pool));
    expect(await job.result).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
    await pool.destroy();
  });

  it.each(drivers)('R3 leaves no process when the thread is killed (%s)', async (driver) => {
    const pool = makePool(entry);
    const argv = ['python3', stubbornTree()];
    const job = startJob(toolJob({ argv, cwd, confinement: confined(driver) }), inPool(pool));
    const lost = job.result.then(
      () => 'a result',
      () => 'an error',
    );
    await job.until(hasLine('tree ready'));
    expect(leftovers(cwd).length).toBeGreaterThan(0);
    await pool.destroy();
    expect(await lost).toBe('an error');
    await untilGone(cwd);
  });
});

it('start ticks of this process can be read', () => {
  expect(startTicksOf(process.pid)).toMatch(/^\d+$/);
});
