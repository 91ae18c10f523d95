import { describe, expect, it } from 'vitest';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import type { Answers } from '../testing/peer.ts';
import {
  sampleDetail,
  sampleEstimate,
  sampleLogLine,
  sampleProject,
  sampleRun,
  statusOf,
} from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const status = (run: ReturnType<typeof sampleRun> | null): Answers => ({
  projectStatus: async () => statusOf(vp.repo(), run),
});

describe('the current project', () => {
  it('is the only one of the repository when none was chosen', async () => {
    const answers = {
      ...status(null),
      listProjects: async () => ({
        projects: [sampleProject(vp.repo()), sampleProject('/x', { project_id: 8 })],
      }),
    };
    const { exitCode, stdout } = await vp.run(answers, ['status']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Shop #7');
  });

  it('is asked for when the repository has several or none', async () => {
    const two = [sampleProject(vp.repo()), sampleProject(vp.repo(), { project_id: 8 })];
    const several = await vp.run({ listProjects: async () => ({ projects: two }) }, ['status']);
    expect(several).toMatchObject({ exitCode: 1, stdout: '' });
    expect(several.stderr).toMatch(/2 projects.*vp use ID/);
    const none = await vp.run({ listProjects: async () => ({ projects: [] }) }, ['status']);
    expect(none.stderr).toMatch(/vp new --name/);
  });

  it('is the one chosen with use, also from a folder inside the repository', async () => {
    const answers: Answers = { ...status(null), getProject: async () => sampleDetail(vp.repo()) };
    const used = await vp.run(answers, ['use', '7']);
    expect(used.stdout).toContain(`current in ${vp.repo()}`);
    const { exitCode } = await vp.again(['status']);
    expect(exitCode).toBe(0);
    expect(vp.received().map(({ name }) => name)).toEqual(['getProject', 'projectStatus']);
  });
});

describe('plan', () => {
  it('sends the PRD and your own commands as argv, with a key, and shows tree and notes', async () => {
    await writeFile(join(vp.repo(), 'prd.md'), '# Cart');
    const { plan } = sampleDetail(vp.repo());
    const shown = { argv: ['npm', 'test', '--', 'a b'], repo: '/home/me', lane: 'Code-Impl' };
    const ask = {
      kind: 'command' as const,
      action: 'a',
      shown,
      title: 't',
      tasks: ['test'],
      why: 'It is yours.',
      refused: false,
      with_start: true,
    };
    const answers: Answers = {
      generatePrd: async () => ({
        project_id: 7,
        status: 'planning',
        facts: null,
        plan: must(plan, 'the sample has a plan'),
        will_ask: [ask],
        trust: null,
      }),
    };
    const args = ['plan', '--project', '7', '--from-prd', 'prd.md', '--test', "npm test -- 'a b'"];
    const { exitCode, stdout } = await vp.run(answers, args);
    expect(exitCode).toBe(0);
    expect(vp.received()[0]?.input).toMatchObject({
      prd: '# Cart',
      commands: { test: ['npm', 'test', '--', 'a b'] },
    });
    expect(vp.received()[0]?.key?.length).toBeGreaterThanOrEqual(8);
    expect(stdout).toContain('Run the tests');
    expect(stdout).toMatch(/Will ask[^]*npm test -- 'a b'[^]*in \/home\/me\. It is yours\./);
    expect(stdout).toContain('Code-Impl');
    expect(stdout).toContain('no model was asked');
    expect(stdout).toContain('! No build command was found.');
  });

  it('asks the engine nothing when the PRD file cannot be used', async () => {
    const { exitCode, stderr } = await vp.run({}, [
      'plan',
      '--project',
      '7',
      '--from-prd',
      'nope.md',
    ]);
    expect({ exitCode, received: vp.received() }).toEqual({ exitCode: 2, received: [] });
    expect(stderr).toBe('vp: There is no file nope.md; check the path.\n');
  });
});

describe('output', () => {
  const answers: Answers = { estimateProject: async () => sampleEstimate() };

  it('“tasks left out of a run are grouped and named”: below the rows and the total of what will run', async () => {
    const estimate = sampleEstimate();
    const [first] = estimate.tasks;
    const other = { ...first, key: 'write', title: 'Write it', runnable: false };
    const tasks = [first, other] as typeof estimate.tasks;
    const withBoth = { estimateProject: async () => ({ ...estimate, tasks }) };
    const { stdout } = await vp.run(withBoth, ['estimate', '--project', '7']);
    const [rows = '', rest = ''] = stdout.split('total of 1 task');
    expect(rows).toContain('Run the tests');
    expect(rows).not.toContain('Write it');
    expect(rest).toMatch(/1 task is left out: a model is needed.*\n +· Write it/);
  });

  it('of estimate shows means, bands, the cold start and unknown energy as such', async () => {
    const { stdout } = await vp.run(answers, ['estimate', '--project', '7']);
    expect(stdout).toContain('3 min 04 s (1 min 32 s – 6 min 08 s)');
    expect(stdout).toContain('12.4k (6.2k – 24.8k)');
    expect(stdout).toMatch(/total.*\$0\.50 \(\$0\.25 – \$1\.00\) +unknown\n/);
    expect(stdout).toContain('! cold start');
    expect(stdout).toContain('shipped prior of Code-Impl');
  });

  it('has no escape codes in a pipe, has them on a terminal, and none there under NO_COLOR', async () => {
    const piped = await vp.run(answers, ['estimate', '--project', '7']);
    const terminal = await vp.again(['estimate', '--project', '7'], { columns: 120 });
    const plain = await vp.again(['estimate', '--project', '7'], {
      columns: 120,
      env: { NO_COLOR: '1' },
    });
    expect(piped.stdout).not.toContain('\u001b');
    expect(terminal.stdout).toContain('\u001b[');
    expect(plain.stdout).toBe(piped.stdout);
  });

  it('under --json is the wire answer alone', async () => {
    const { stdout, stderr } = await vp.run(answers, ['--json', 'estimate', '--project', '7']);
    expect(JSON.parse(stdout)).toEqual(sampleEstimate());
    expect(stderr).toBe('');
  });

  it('never carries escape codes of foreign text', async () => {
    const run = sampleRun('executing', { reason: 'a\u001b[2J\u001b]0;title\u0007b' });
    const { stdout } = await vp.run(status(run), ['status', '--project', '7']);
    expect(stdout).toContain('because');
    expect(stdout).not.toMatch(/\p{Cc}(?<!\n)/u);
  });
});

describe('logs', () => {
  const answers: Answers = {
    runStatus: async () => sampleRun('executing'),
    runLogs: async () => ({ lines: [sampleLogLine(1, 'ok \u001b[31m1\u001b[0m')], next: 1 }),
  };

  it('shows each line after its task’s title', async () => {
    const { stdout } = await vp.run(answers, [
      'logs',
      '--run',
      'run-1',
      '--tail',
      '5',
      '--task',
      'lint',
    ]);
    expect(stdout).toBe('Run the tests │ ok 1\n');
    expect(vp.received()[1]?.input).toMatchObject({ tail: 5, task_id: 'task-2' });
  });

  it('names the tasks there are when the wanted one is not among them', async () => {
    const { exitCode, stderr } = await vp.run(answers, [
      'logs',
      '--run',
      'run-1',
      '--task',
      'deploy',
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no task “deploy”.*“Run the tests”/);
  });
});

describe('errors', () => {
  const refusing: Answers = {
    completeProject: () =>
      Promise.reject(new AppError('gate_violation', 'test_pass_rate is 0.8 and needs 0.9.')),
  };

  it('are a sentence with the exit code of the table', async () => {
    const result = await vp.run(refusing, ['complete', '--project', '7']);
    expect(result).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'vp: test_pass_rate is 0.8 and needs 0.9.\n',
    });
  });

  it('are a problem document on standard error under --json', async () => {
    const { exitCode, stdout, stderr } = await vp.run(refusing, [
      'complete',
      '--project',
      '7',
      '--json',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ code: 'gate_violation', status: 409 });
  });

  it('name the address that does not answer, with 4', async () => {
    const env = { PLMS_API_BASE_URL: 'http://127.0.0.1:1' };
    const { exitCode, stderr } = await vp.run({}, ['estimate', '--project', '7'], { env });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('http://127.0.0.1:1');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    [['stattus'], /Did you mean status\?/],
    [['status', '--wach'], /Did you mean --watch\?/],
    [['start', '--idempotency', 'short'], /8 to 255/],
    [['new'], /--name/],
    [['use', 'x'], /vp projects/],
    [['completion', 'tcsh'], /bash, zsh, fish/],
    [['pause', 'extra'], /too many arguments/],
  ])('in usage (%j) exit with 2 and help on', async (args, sentence) => {
    const { exitCode, stdout, stderr } = await vp.run({}, args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  it('show a stack only under SLIPWAY_DEBUG=1', async () => {
    const plain = await vp.run(refusing, ['complete', '--project', '7'], {
      env: { SLIPWAY_DEBUG: '1' },
    });
    expect(plain.stderr).toMatch(/\n\s+at /);
  });
});

it('completion covers every command and its options', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await vp.run({}, ['completion', shell]);
    for (const word of ['new', 'terminate', 'approvals', 'idempotency', 'json']) {
      expect(stdout).toContain(word);
    }
  }
});
