import { describe, expect, it } from 'vitest';
import type { RunState } from '#shared/states.ts';
import type { Answers } from '../testing/peer.ts';
import {
  openStream,
  sampleDetail,
  sampleEstimate,
  sampleEvent,
  sampleLogLine,
  sampleRun,
} from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

describe('start', () => {
  const started = {
    status: 'executing' as const,
    project_id: 7,
    run_id: 'run-1',
    provider_matrix: [],
    replay_passport_path: '/data/passports/run-1.json',
    pas_job_cards: [{ key: 'test', task_id: 'task-1', lane: 'Code-Impl' }],
    planned_on_the_way: null,
  };
  const changed = {
    project_id: 7,
    status: 'approved' as const,
    run_id: null,
    run_status: null,
    planned_on_the_way: null,
  };
  const lifecycle = (state: RunState): Answers => ({
    getProject: async () => sampleDetail(vp.repo()),
    estimateProject: async () => sampleEstimate(),
    approveProject: async () => changed,
    startProject: async () => started,
    runStatus: async () => sampleRun(state),
    runLogs: async () => ({ lines: [], next: 0 }),
    followLogs: () => openStream([sampleLogLine(1, 'hello from npm')]),
    events: () =>
      openStream([sampleEvent(1, 'task.succeeded', 'task-1'), sampleEvent(2, `run.${state}`)]),
  });

  it('approves with the budget and starts, all keys derived from the given one', async () => {
    const args = ['start', '--project', '7', '--budget', '2', '--idempotency', 'my-key-1'];
    const { exitCode, stdout } = await vp.run(lifecycle('executing'), args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('run-1');
    expect(stdout).toContain('slipway/run-1');
    const writes = vp.received().filter(({ key }) => key !== undefined);
    expect(writes.map(({ name, key }) => [name, key])).toEqual([
      ['estimateProject', 'my-key-1-estimate'],
      ['approveProject', 'my-key-1-approve'],
      ['startProject', 'my-key-1'],
    ]);
    expect(writes[1]?.input).toMatchObject({ budget_cost_usd_max: 2, breach_policy: 'pause' });
  });

  it('“budget_duration_minutes … caps, honoured”: --duration goes with the start and is said', async () => {
    const run = sampleRun('executing', { budget_duration_minutes: 30 });
    const answers: Answers = { ...lifecycle('executing'), runStatus: async () => run };
    const args = ['start', '--project', '7', '--budget', '2', '--duration', '30m'];
    const { stdout, stderr } = await vp.run(answers, args);
    const start = vp.received().find(({ name }) => name === 'startProject');
    expect(start?.input).toMatchObject({ budget_duration_minutes: 30 });
    expect(stderr).toMatch(/starting, .*30 min 00 s/);
    expect(stdout).toMatch(/budget +\$2\.00, 30 min 00 s; when it would be passed: Pause/);
    const refused = await vp.again([...args.slice(0, -1), 'abc']);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('90s, 30m') });
  });

  it('“run with my changes” is said or named, and the result says what it speaks of', async () => {
    const checkout = { branch: 'main', commit: 'c'.repeat(40), uncommitted: 2 };
    const base = { base_commit: checkout.commit, uncommitted: 2, with_changes: false };
    const dirty: Answers = {
      ...lifecycle('executing'),
      getProject: async () => sampleDetail(vp.repo(), { checkout }),
      runStatus: async () => sampleRun('executing', base),
    };
    const sent = () => vp.received().findLast(({ name }) => name === 'startProject')?.input;
    const start = (...args: string[]) => vp.run(dirty, ['start', '--project', '7', ...args]);
    const silent = await start();
    expect(silent.stderr).toMatch(/2 uncommitted changes.* --with-changes/);
    expect(silent.stdout).toContain('commit cccccccccc; 2 uncommitted changes were not part of it');
    expect(sent()).toMatchObject({ with_changes: false });
    const taken = await start('--with-changes');
    const said = 'vp: starting, no cap\n';
    expect([taken.stderr, sent()]).toEqual([said, expect.objectContaining({ with_changes: true })]);
    expect((await start('--without-changes')).stderr).toBe(said);
    expect((await start('--with-changes', '--without-changes')).exitCode).toBe(2);
  });

  it('BUDGET-8 approves with the policy that was given, keeps the one that was approved, and says what it does', async () => {
    const approvedKill = {
      ...lifecycle('executing'),
      getProject: async () => sampleDetail(vp.repo(), { breach_policy: 'kill' }),
    };
    const sent = () => vp.received().findLast(({ name }) => name === 'approveProject')?.input;
    const given = await vp.run(approvedKill, ['start', '--project', '7', '--on-breach', 'ask']);
    expect(given.exitCode).toBe(0);
    expect(sent()).toMatchObject({ breach_policy: 'ask' });
    expect(given.stdout).toMatch(/\$2\.00; when it would be passed: Pause\. Running tasks finish/);
    await vp.again(['start', '--project', '7', '--budget', '3']);
    expect(sent()).toMatchObject({ breach_policy: 'kill' });
    const wrong = await vp.again(['start', '--project', '7', '--on-breach', 'shrug']);
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(wrong.stderr).toMatch(/pause, ask, kill/);
  });

  it.each(['executing', 'paused', 'validating'] as const)(
    'approves nothing while the project is %s',
    async (state) => {
      const answers = {
        ...lifecycle('executing'),
        getProject: async () => sampleDetail(vp.repo(), { status: state }),
      };
      await vp.run(answers, ['start', '--project', '7', '--idempotency', 'my-key-1']);
      expect(vp.received().map(({ name }) => name)).toEqual([
        'getProject',
        'startProject',
        'runStatus',
      ]);
    },
  );

  it.each(['first', 'asks', 'trusted'] as const)(
    'says in one sentence what it means for the trust in the repository: %s',
    async (state) => {
      const sentence = `It is about trust, ${state}.`;
      const trust = { state, root: vp.repo(), sentence, rule_id: null };
      const answers = {
        ...lifecycle('executing'),
        getProject: async () => sampleDetail(vp.repo(), { trust }),
      };
      const { exitCode, stderr } = await vp.run(answers, ['start', '--project', '7']);
      expect(exitCode).toBe(0);
      expect(stderr.split(sentence)).toHaveLength(state === 'trusted' ? 1 : 2);
    },
  );

  it('"what was not planned is planned on the way, said in one line"', async () => {
    const plans = [null, sampleDetail(vp.repo()).plan];
    const answers: Answers = {
      ...lifecycle('executing'),
      getProject: async () => sampleDetail(vp.repo(), { plan: plans.shift() ?? null }),
      estimateProject: async () => ({
        ...sampleEstimate(),
        planned_on_the_way: 'Planned on the way: 1 task.',
      }),
    };
    const { exitCode, stderr } = await vp.run(answers, ['start', '--project', '7']);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('vp: Planned on the way: 1 task.\nvp: starting, no cap\n');
    expect(vp.received().map(({ name }) => name)).toEqual([
      'getProject',
      'estimateProject',
      'approveProject',
      'getProject',
      'startProject',
      'runStatus',
    ]);
  });

  it.each<[RunState, number]>([
    ['completed', 0],
    ['failed', 1],
    ['terminated', 1],
    ['needs_review', 3],
  ])('--follow shows lines and states and exits by the end: %s %d', async (state, code) => {
    const answers = lifecycle(state);
    // The engine's stream may lag behind the end of the run: what it has not sent is fetched.
    answers.runLogs = async () => ({ lines: [sampleLogLine(2, 'the last line')], next: 2 });
    const { exitCode, stdout } = await vp.run(answers, ['start', '--project', '7', '--follow']);
    expect(exitCode).toBe(code);
    expect(stdout).toMatch(/✓ succeeded {2}Run the tests/);
    expect(stdout).toContain('Run the tests │ the last line');
  });

  it('--follow shows events of another version as they are and still sees the end', async () => {
    const strange = [
      sampleEvent(1, 'task.rehearsed\u001b[2J', 'task-1'),
      { ...sampleEvent(2, 'task.succeeded', 'task-1'), data: { why: 1 } },
      { ...sampleEvent(3, 'run.completed'), data: { because: 'done' } },
    ];
    // Read once for the start, then after each event that is not understood.
    const states: RunState[] = ['executing', 'executing', 'executing'];
    const answers: Answers = {
      ...lifecycle('executing'),
      runStatus: async () => sampleRun(states.shift() ?? 'completed'),
      events: () => openStream(strange),
    };
    const { exitCode, stdout } = await vp.run(answers, ['start', '--project', '7', '--follow']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\d\d:04:05 task\.rehearsed\n/);
    expect(stdout).toMatch(/\d\d:04:05 task\.succeeded/);
  });

  it('--follow ends with 3 when the run waits for a budget and no person watches', async () => {
    const budget_question = {
      approval_id: 4,
      question: 'Raise the budget to $3?',
      proposed_budget_usd: 3,
      proposed_duration_minutes: null,
    };
    const answers: Answers = {
      ...lifecycle('paused'),
      runStatus: async () => sampleRun('paused', { budget_question }),
    };
    const { exitCode, stderr } = await vp.run(answers, ['start', '--project', '7', '--follow']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/Raise the budget to \$3\?.*vp approvals approve 4/);
  });

  it('“`vp start` says the cap before it starts”', async () => {
    const capped = sampleDetail(vp.repo(), { budget_caps: { budget_usd: 2 } });
    const answers = { ...lifecycle('executing'), getProject: async () => capped };
    const said = await vp.run(answers, ['start', '--project', '7', '--budget', '2']);
    expect(said.stderr).toBe('vp: starting, at most $2.00\n');
    const without = await vp.run(lifecycle('executing'), ['start', '--project', '7']);
    expect(without.stderr).toBe('vp: starting, no cap\n');
  });

  it('“a cap above $1 and more than ten times the estimate is asked once more”: without a person it is refused', async () => {
    // The estimate is $0.50.
    const start = (...args: string[]) =>
      vp.run(lifecycle('executing'), ['start', '--project', '7', ...args]);
    const wrote = () => vp.received().some(({ name }) => name === 'approveProject');
    const refused = await start('--budget', '5.01');
    expect([refused.exitCode, wrote()]).toEqual([2, false]);
    expect(refused.stderr).toMatch(
      /\$5\.01 is more than ten times the estimate of \$0\.50.* --yes/,
    );
    const json = await start('--budget', '5.01', '--json');
    expect([json.exitCode, wrote()]).toEqual([2, false]);
    for (const args of [['--budget', '5.01', '--yes'], ['--budget', '5'], []]) {
      const taken = await start(...args);
      expect([taken.exitCode, wrote()]).toEqual([0, true]);
    }
  });

  it('--follow --json gives one document per line, from started to end', async () => {
    const { stdout } = await vp.run(lifecycle('completed'), [
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
