import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { RunState } from '#shared/states.ts';
import { startPeer } from '../testing/peer.ts';
import type { Answers } from '../testing/peer.ts';
import { createWorld, runVp } from '../testing/run-vp.ts';
import {
  AT,
  failingEvidence,
  sampleDetail,
  sampleEstimate,
  sampleProject,
  sampleRun,
} from '../testing/samples.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let peer: Awaited<ReturnType<typeof startPeer>>;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await peer.close();
  await world.remove();
});

async function vp(
  answers: Answers,
  args: readonly string[],
  more: { columns?: number; env?: Record<string, string> } = {},
) {
  peer = await startPeer(answers);
  return runVp(args, {
    home: world.home,
    cwd: world.repo,
    ...more,
    env: { ...peer.env, ...more.env },
  });
}

const status = (run: ReturnType<typeof sampleRun> | null): Answers => ({
  projectStatus: async () => ({
    project: sampleProject(world.repo),
    run,
    progress: 0.5,
    current_task: null,
    budget_left_usd: null,
  }),
});

const event = (seq: number, type: string, task_id: string | null = null) => ({
  seq,
  ts: AT,
  type,
  project_id: 7,
  run_id: 'run-1',
  task_id,
  data: {},
});

describe('the current project', () => {
  it('is the only one of the repository when none was chosen', async () => {
    const answers = {
      ...status(null),
      listProjects: async () => ({
        projects: [sampleProject(world.repo), sampleProject('/x', { project_id: 8 })],
      }),
    };
    const { exitCode, stdout } = await vp(answers, ['status']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Shop #7');
  });

  it('is asked for when the repository has several or none', async () => {
    const two = [sampleProject(world.repo), sampleProject(world.repo, { project_id: 8 })];
    const several = await vp({ listProjects: async () => ({ projects: two }) }, ['status']);
    expect(several).toMatchObject({ exitCode: 1, stdout: '' });
    expect(several.stderr).toMatch(/2 projects.*vp use ID/);
    await peer.close();
    const none = await vp({ listProjects: async () => ({ projects: [] }) }, ['status']);
    expect(none.stderr).toMatch(/vp new --name/);
  });

  it('is the one chosen with use, also from a folder inside the repository', async () => {
    const answers: Answers = { ...status(null), getProject: async () => sampleDetail(world.repo) };
    const used = await vp(answers, ['use', '7']);
    expect(used.stdout).toContain(`current in ${world.repo}`);
    const { exitCode } = await runVp(['status'], {
      home: world.home,
      cwd: world.repo,
      env: peer.env,
    });
    expect(exitCode).toBe(0);
    expect(peer.received.map(({ name }) => name)).toEqual(['getProject', 'projectStatus']);
  });
});

describe('plan', () => {
  it('sends the PRD and your own commands as argv, with a key, and shows tree and notes', async () => {
    await writeFile(join(world.repo, 'prd.md'), '# Cart');
    const { plan } = sampleDetail(world.repo);
    const answers: Answers = {
      generatePrd: async () => ({
        project_id: 7,
        status: 'planning',
        facts: null,
        plan: plan ?? expect.fail(),
      }),
    };
    const args = ['plan', '--project', '7', '--from-prd', 'prd.md', '--test', "npm test -- 'a b'"];
    const { exitCode, stdout } = await vp(answers, args);
    expect(exitCode).toBe(0);
    expect(peer.received[0]?.input).toMatchObject({
      prd: '# Cart',
      commands: { test: ['npm', 'test', '--', 'a b'] },
    });
    expect(peer.received[0]?.key?.length).toBeGreaterThanOrEqual(8);
    expect(stdout).toContain('Run the tests');
    expect(stdout).toContain('Code-Impl');
    expect(stdout).toContain('no model was asked');
    expect(stdout).toContain('! No build command was found.');
  });

  it('asks the engine nothing when the PRD file cannot be used', async () => {
    const { exitCode, stderr } = await vp({}, ['plan', '--project', '7', '--from-prd', 'nope.md']);
    expect({ exitCode, received: peer.received }).toEqual({ exitCode: 2, received: [] });
    expect(stderr).toBe('vp: There is no file nope.md; check the path.\n');
  });
});

describe('output', () => {
  const answers: Answers = { estimateProject: async () => sampleEstimate() };

  it('of estimate shows means, bands, the cold start and a dash for unknown energy', async () => {
    const { stdout } = await vp(answers, ['estimate', '--project', '7']);
    expect(stdout).toContain('3 m 04 s (1 m 32 s – 6 m 08 s)');
    expect(stdout).toContain('12.4k (6.2k – 24.8k)');
    expect(stdout).toMatch(/total.*\$0\.50 \(\$0\.25 – \$1\.00\) +–\n/);
    expect(stdout).toContain('! cold start');
    expect(stdout).toContain('shipped prior of Code-Impl');
  });

  it('has no escape codes in a pipe, has them on a terminal, and none there under NO_COLOR', async () => {
    const piped = await vp(answers, ['estimate', '--project', '7']);
    const terminal = await runVp(['estimate', '--project', '7'], {
      home: world.home,
      cwd: world.repo,
      env: peer.env,
      columns: 120,
    });
    const plain = await runVp(['estimate', '--project', '7'], {
      home: world.home,
      cwd: world.repo,
      env: { ...peer.env, NO_COLOR: '1' },
      columns: 120,
    });
    expect(piped.stdout).not.toContain('\u001b');
    expect(terminal.stdout).toContain('\u001b[');
    expect(plain.stdout).toBe(piped.stdout);
  });

  it('under --json is the wire answer alone', async () => {
    const { stdout, stderr } = await vp(answers, ['--json', 'estimate', '--project', '7']);
    expect(JSON.parse(stdout)).toEqual(sampleEstimate());
    expect(stderr).toBe('');
  });

  it('never carries escape codes of foreign text', async () => {
    const run = sampleRun('executing', { reason: 'a\u001b[2J\u001b]0;title\u0007b' });
    const { stdout } = await vp(status(run), ['status', '--project', '7']);
    expect(stdout).toContain('because');
    expect(stdout).not.toMatch(/\p{Cc}(?<!\n)/u);
  });
});

describe('status', () => {
  it('shows state, spend, waiting reasons, gates with evidence and failing tests', async () => {
    const gate = {
      task_id: 'task-1',
      kpi_name: 'test_pass_rate',
      state: 'fail' as const,
      value: 0.976,
      threshold: 0.99,
      source: 'measured' as const,
      evidence: failingEvidence,
      created_at: AT,
    };
    const run = sampleRun('needs_review', { gates: [gate], ended_at: AT });
    const { exitCode, stdout } = await vp(status(run), ['status', '--project', '7']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('! needs review');
    expect(stdout).toContain('$0.0012 of $2.00');
    expect(stdout).toContain('waits for Run the tests');
    expect(stdout).toContain('npm test · exit 1 · 42 tests · 3.1 s · tree 0123456789');
    expect(stdout).toContain('✗ cart > adds up');
    expect(stdout).toMatch(/energy +–/);
  });

  it.each<[RunState, number]>([
    ['completed', 0],
    ['failed', 1],
    ['terminated', 1],
    ['needs_review', 3],
  ])('--watch ends with the run: %s exits %d', async (state, code) => {
    const answers: Answers = { ...status(sampleRun(state)), events: () => forever([]) };
    const { exitCode, stdout } = await vp(answers, ['status', '--watch', '--project', '7']);
    expect(exitCode).toBe(code);
    expect(stdout).toContain('run-1');
  });

  it('--watch draws again when an event comes', async () => {
    const states: RunState[] = ['executing', 'completed'];
    const answers: Answers = {
      projectStatus: async () => ({
        project: sampleProject(world.repo),
        run: sampleRun(states.shift() ?? 'completed'),
        progress: 0,
        current_task: null,
        budget_left_usd: null,
      }),
      events: () => forever([event(1, 'run.completed')]),
    };
    const { exitCode, stdout } = await vp(answers, ['status', '--watch', '--project', '7'], {
      columns: 80,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/executing[\s\S]*\u001b\[\d+F[\s\S]*completed/);
    expect(stdout.endsWith('\u001b[?25h')).toBe(true);
  });
});

describe('start', () => {
  const started = {
    status: 'executing' as const,
    project_id: 7,
    run_id: 'run-1',
    provider_matrix: [],
    replay_passport_path: '/data/passports/run-1.json',
    pas_job_cards: [{ key: 'test', task_id: 'task-1', lane: 'Code-Impl' }],
  };
  const changed = { project_id: 7, status: 'approved' as const, run_id: null, run_status: null };
  const lifecycle = (state: RunState): Answers => ({
    getProject: async () => sampleDetail(world.repo),
    estimateProject: async () => sampleEstimate(),
    approveProject: async () => changed,
    startProject: async () => started,
    runStatus: async () => sampleRun(state),
    runLogs: async () => ({ lines: [], next: 0 }),
    followLogs: () => forever([logLine(1, 'hello from npm')]),
    events: () => forever([event(1, 'task.succeeded', 'task-1'), event(2, `run.${state}`)]),
  });

  it('approves with the budget and starts, all keys derived from the given one', async () => {
    const args = ['start', '--project', '7', '--budget', '2', '--idempotency', 'my-key-1'];
    const { exitCode, stdout } = await vp(lifecycle('executing'), args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('run-1');
    expect(stdout).toContain('slipway/run-1');
    const writes = peer.received.filter(({ key }) => key !== undefined);
    expect(writes.map(({ name, key }) => [name, key])).toEqual([
      ['estimateProject', 'my-key-1-estimate'],
      ['approveProject', 'my-key-1-approve'],
      ['startProject', 'my-key-1'],
    ]);
    expect(writes[1]?.input).toMatchObject({ budget_cost_usd_max: 2 });
  });

  it.each(['executing', 'paused', 'validating'] as const)(
    'approves nothing while the project is %s',
    async (state) => {
      const answers = {
        ...lifecycle('executing'),
        getProject: async () => sampleDetail(world.repo, { status: state }),
      };
      await vp(answers, ['start', '--project', '7', '--idempotency', 'my-key-1']);
      expect(peer.received.map(({ name }) => name)).toEqual([
        'getProject',
        'startProject',
        'runStatus',
      ]);
    },
  );

  it('says that a plan is missing', async () => {
    const answers: Answers = { getProject: async () => sampleDetail(world.repo, { plan: null }) };
    const { exitCode, stderr } = await vp(answers, ['start', '--project', '7']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no plan yet; run `vp plan` first/);
  });

  it.each<[RunState, number]>([
    ['completed', 0],
    ['failed', 1],
    ['terminated', 1],
    ['needs_review', 3],
  ])('--follow shows lines and states and exits by the end: %s %d', async (state, code) => {
    const answers = lifecycle(state);
    // The engine's stream may lag behind the end of the run: what it has not sent is fetched.
    answers.runLogs = async () => ({ lines: [logLine(2, 'the last line')], next: 2 });
    const { exitCode, stdout } = await vp(answers, ['start', '--project', '7', '--follow']);
    expect(exitCode).toBe(code);
    expect(stdout).toMatch(/✓ succeeded {2}Run the tests/);
    expect(stdout).toContain('Run the tests │ the last line');
  });

  it('--follow ends with 3 when the run waits for a budget and no person watches', async () => {
    const approval = {
      approval_id: 4,
      run_id: 'run-1',
      kind: 'budget' as const,
      status: 'pending' as const,
      question: 'Raise the budget to $3?',
      proposed_budget_usd: 3,
      created_at: AT,
      decided_at: null,
      actor: null,
      reason: null,
    };
    const answers: Answers = {
      ...lifecycle('paused'),
      listApprovals: async () => ({ approvals: [approval] }),
    };
    const { exitCode, stderr } = await vp(answers, ['start', '--project', '7', '--follow']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/Raise the budget to \$3\?.*vp approvals approve 4/);
  });

  it('--follow --json gives one document per line, from started to end', async () => {
    const { stdout } = await vp(lifecycle('completed'), [
      'start',
      '--project',
      '7',
      '--follow',
      '--json',
    ]);
    const types = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types[0]).toBe('started');
    expect(types.at(-1)).toBe('end');
    expect(types).toContain('event');
  });
});

describe('logs', () => {
  const answers: Answers = {
    runStatus: async () => sampleRun('executing'),
    runLogs: async () => ({ lines: [logLine(1, 'ok \u001b[31m1\u001b[0m')], next: 1 }),
  };

  it('shows each line after its task’s title', async () => {
    const { stdout } = await vp(answers, [
      'logs',
      '--run',
      'run-1',
      '--tail',
      '5',
      '--task',
      'lint',
    ]);
    expect(stdout).toBe('Run the tests │ ok 1\n');
    expect(peer.received[1]?.input).toMatchObject({ tail: 5, task_id: 'task-2' });
  });

  it('names the tasks there are when the wanted one is not among them', async () => {
    const { exitCode, stderr } = await vp(answers, ['logs', '--run', 'run-1', '--task', 'deploy']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no task "deploy".*task-1 \(Run the tests\)/);
  });
});

describe('errors', () => {
  const refusing: Answers = {
    completeProject: () =>
      Promise.reject(new AppError('gate_violation', 'test_pass_rate is 0.8 and needs 0.9.')),
  };

  it('are a sentence with the exit code of the table', async () => {
    const result = await vp(refusing, ['complete', '--project', '7']);
    expect(result).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'vp: test_pass_rate is 0.8 and needs 0.9.\n',
    });
  });

  it('are a problem document on standard error under --json', async () => {
    const { exitCode, stdout, stderr } = await vp(refusing, [
      'complete',
      '--project',
      '7',
      '--json',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ code: 'gate_violation', status: 409 });
  });

  it('name the address that does not answer, with 4', async () => {
    peer = await startPeer({});
    const env = { PLMS_API_BASE_URL: 'http://127.0.0.1:1' };
    const { exitCode, stderr } = await runVp(['estimate', '--project', '7'], {
      home: world.home,
      cwd: world.repo,
      env,
    });
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
    const { exitCode, stdout, stderr } = await vp({}, args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  it('show a stack only under SLIPWAY_DEBUG=1', async () => {
    const plain = await vp(refusing, ['complete', '--project', '7'], {
      env: { SLIPWAY_DEBUG: '1' },
    });
    expect(plain.stderr).toMatch(/\n\s+at /);
  });
});

it('completion covers every command and its options', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await vp({}, ['completion', shell]);
    await peer.close();
    for (const word of ['new', 'terminate', 'approvals', 'idempotency', 'json']) {
      expect(stdout).toContain(word);
    }
  }
  peer = await startPeer({});
});

function logLine(offset: number, text: string) {
  return { offset, ts: AT, run_id: 'run-1', task_id: 'task-1', stream: 'stdout' as const, text };
}

/** These events, then silence: a stream of the engine never ends by itself. */
async function* forever<T>(events: readonly T[]): AsyncGenerator<T> {
  yield* events;
  await new Promise(() => undefined);
}
