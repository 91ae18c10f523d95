import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { inProcessClient } from '../../testing/in-process-client.ts';
import type { TestEngine } from '../../testing/start-test-engine.ts';
import { useEngines } from '../../testing/use-engines.ts';

const {
  start,
  repoOf,
  dataDir: newDataDir,
} = useEngines({ synthetic: false, settleMs: 3_600_000 });

type Client = Pick<TestEngine, 'pas' | 'plms'>;

const makeRepo = () =>
  repoOf({
    'package.json': '{"scripts":{"test":"node --version","hello":"node -e 0"}}',
    'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
  });
const git = (repo: string, ...args: string[]) => execFileSync('git', ['-C', repo, ...args]);
const asToken = (engine: TestEngine) =>
  inProcessClient(engine.engine.handlers, { actor: 'ci', requester: 'token' });
const asAgent = (engine: TestEngine) =>
  inProcessClient(engine.engine.handlers, { actor: 'claude', requester: 'mcp' });

let runs = 0;
/** A run with one card that runs what the repository itself names; answers run and task. */
async function begin(client: Client, repo: string) {
  runs += 1;
  const run_id = `run-${runs}`;
  const payload = { repo, command: ['npm', 'run', 'hello'] };
  const card = { project_id: 1, run_id, lane: 'Code-Impl' as const, payload };
  const { task_id } = await client.pas.submitJobcard(card);
  await client.pas.startRun({ project_id: 1, run_id });
  return { run_id, task_id };
}

/** What is decided about a start: it runs, or it asks. */
async function outcome(engine: TestEngine, run_id: string) {
  const { type } = await engine.until(
    (event) =>
      event.run_id === run_id &&
      (event.type === 'task.running' || event.type === 'approval.raised'),
    `${run_id} goes on or asks`,
  );
  return type === 'task.running' ? 'runs' : 'asks';
}

async function question(engine: TestEngine, run_id: string) {
  expect(await outcome(engine, run_id)).toBe('asks');
  const { approvals } = await engine.pas.listApprovals({ status: 'pending' });
  return must(
    approvals.find((one) => one.run_id === run_id),
    'it is asked',
  );
}

const settingsOf = (engine: TestEngine) =>
  engine.pas
    .listRules({ all: 'true' })
    .then(({ rules }) => rules.filter(({ kind }) => kind === 'trust').toReversed());

test('"trust is such a decision per repository root": the first local start records it, and a change of a program asks, naming the key', async () => {
  const engine = await start();
  const repo = makeRepo();
  git(repo, 'config', 'core.pager', 'less');
  const first = await begin(engine, repo);
  expect(await outcome(engine, first.run_id)).toBe('runs');
  const [rule] = await settingsOf(engine);
  expect(rule).toMatchObject({
    kind: 'trust',
    decision: 'allow',
    scope: 'always',
    actor: 'local',
    shown: {
      argv: [],
      repo,
      settings: [{ name: 'core.pager', file: 'config', before: null, after: 'less' }],
    },
  });

  // "not for branches or remotes"
  git(repo, 'config', 'user.name', 'Somebody');
  git(repo, 'remote', 'add', 'origin', 'https://example.org/x.git');
  git(repo, 'config', 'branch.main.remote', 'origin');
  expect(await outcome(engine, (await begin(engine, repo)).run_id)).toBe('runs');

  git(repo, 'config', 'core.pager', 'sh -c evil');
  const changed = await begin(engine, repo);
  const asked = await question(engine, changed.run_id);
  expect(asked).toMatchObject({
    kind: 'trust',
    asked_by: 'local',
    shown: {
      settings: [{ name: 'core.pager', file: 'config', before: 'less', after: 'sh -c evil' }],
    },
  });
  expect(asked.question).toContain('changed since this repository was trusted: core.pager.');
  expect((await engine.pas.getTask({ task_id: changed.task_id })).waits?.text).toContain(
    `waits for your approval (${asked.approval_id})`,
  );

  // One approval for all that waits for it, whatever run it is of.
  const other = await begin(asToken(engine), repo);
  await question(engine, other.run_id);
  await engine.pas.decideApproval({ approval_id: asked.approval_id, decision: 'approve' });
  for (const { task_id } of [changed, other]) await engine.untilTask(task_id, 'succeeded');
  expect((await engine.pas.listApprovals({ status: 'pending' })).approvals).toEqual([]);
  expect(await settingsOf(engine)).toMatchObject([
    { rule_id: rule?.rule_id, ended_by: 'local' },
    { ended_at: null, approval_id: asked.approval_id, scope: 'always', actor: 'local' },
  ]);

  // Another root is another decision; so is the same repository elsewhere.
  const moved = `${repo}-moved`;
  renameSync(repo, moved);
  try {
    const elsewhere = await begin(asToken(engine), moved);
    expect((await question(engine, elsewhere.run_id)).shown?.repo).toBe(moved);
  } finally {
    renameSync(moved, repo);
  }
});

test('"ends when a git key that names … an include changes": what is included, and what appears', async () => {
  const engine = await start();
  const repo = makeRepo();
  const included = join(repo, '.git', 'more');
  writeFileSync(included, '[core]\n\tpager = a\n');
  appendFileSync(
    join(repo, '.git', 'config'),
    `[include]\n\tpath = more\n[includeIf "onbranch:never"]\n\tpath = later\n`,
  );
  expect(await outcome(engine, (await begin(engine, repo)).run_id)).toBe('runs');
  const approve = async () => {
    const { run_id } = await begin(engine, repo);
    const asked = await question(engine, run_id);
    await engine.pas.decideApproval({ approval_id: asked.approval_id, decision: 'approve' });
    return asked.shown?.settings;
  };
  writeFileSync(included, '[core]\n\tpager = b\n');
  expect(await approve()).toEqual([
    { name: 'core.pager', file: included, before: 'a', after: 'b' },
  ]);
  const later = join(repo, '.git', 'later');
  writeFileSync(later, '[core]\n\teditor = x\n');
  expect(await approve()).toEqual([
    { name: 'core.editor', file: later, before: null, after: 'x' },
    { name: 'included file', file: later, before: 'not read (missing)', after: 'there' },
  ]);
});

test('"From a token without approve / MCP actor an untrusted root always waits", and a rejection leaves it so', async () => {
  const engine = await start();
  const repo = makeRepo();
  const secret = ['ghp', '0123456789abcdefABCDEF0123456789abcd'].join('_');
  git(repo, 'config', 'credential.helper', `!echo ${secret}`);
  const fromToken = await begin(asToken(engine), repo);
  const fromAgent = await begin(asAgent(engine), repo);
  const asked = await question(engine, fromToken.run_id);
  expect(await question(engine, fromAgent.run_id)).toMatchObject({ requester: 'mcp' });
  expect(asked).toMatchObject({ kind: 'trust', requester: 'token', asked_by: 'ci' });
  expect(asked.shown?.settings).toMatchObject([
    { name: 'credential.helper', before: null, after: expect.stringContaining('[secret:') },
  ]);
  expect(JSON.stringify(asked)).not.toContain(secret);
  // What is trusted is what git says, not what is shown of it.
  const { approval } = await engine.pas.decideApproval({
    approval_id: asked.approval_id,
    decision: 'reject',
    reason: 'whose is it',
  });
  await expect
    .poll(async () => (await engine.pas.getTask({ task_id: fromToken.task_id })).waits?.text, {
      timeout: 60_000,
    })
    .toContain(`refused by local: whose is it. Revoke rule ${approval.rule_id}`);
  const mine = await begin(engine, repo);
  const again = await question(engine, mine.run_id);
  await engine.pas.decideApproval({ approval_id: again.approval_id, decision: 'approve' });
  await engine.untilTask(mine.task_id, 'succeeded');
  expect(await outcome(engine, (await begin(asToken(engine), repo)).run_id)).toBe('runs');
  git(repo, 'config', 'credential.helper', `!echo ${secret.replace('0123', '3210')}`);
  const other = await question(engine, (await begin(engine, repo)).run_id);
  expect(other.shown?.settings).toMatchObject([{ name: 'credential.helper' }]);
});

test('it holds over a restart, ends when it is revoked, and a rejected change leaves the root untrusted, also when it is taken back', async () => {
  const dataDir = newDataDir();
  const before = await start({ dataDir });
  const repo = makeRepo();
  expect(await outcome(before, (await begin(before, repo)).run_id)).toBe('runs');
  await before.stop();
  const engine = await start({ dataDir });
  expect(await outcome(engine, (await begin(asToken(engine), repo)).run_id)).toBe('runs');
  const [rule] = await settingsOf(engine);
  await engine.pas.revokeRule({ rule_id: must(rule, 'it is recorded').rule_id, reason: 'enough' });
  const asked = await question(engine, (await begin(engine, repo)).run_id);
  expect(asked.question).toBe('The trust in this repository has ended.');
  await engine.pas.decideApproval({ approval_id: asked.approval_id, decision: 'approve' });

  git(repo, 'config', 'core.editor', 'x');
  const change = await question(engine, (await begin(engine, repo)).run_id);
  await engine.pas.decideApproval({ approval_id: change.approval_id, decision: 'reject' });
  git(repo, 'config', '--unset', 'core.editor');
  expect(await outcome(engine, (await begin(engine, repo)).run_id)).toBe('asks');
});

test('gates that the app measures at the end ask the same: of a root that is not trusted any more nothing is run', async () => {
  const engine = await start();
  const repo = makeRepo();
  const { run_id, task_id } = await begin(engine, repo);
  await engine.untilTask(task_id, 'succeeded');
  const [rule] = await settingsOf(engine);
  await engine.pas.revokeRule({ rule_id: must(rule, 'it is recorded').rule_id });
  const { gates, status } = await engine.pas.validateRun({ run_id });
  const tests = gates.find(({ kpi_name: name }) => name === 'test_pass_rate');
  expect(tests).toMatchObject({
    state: 'not_measured',
    evidence: { reason: expect.stringContaining('The trust in this repository has ended.') },
  });
  expect(gates.flatMap(({ evidence }) => evidence?.command ?? [])).toEqual([]);
  expect(status).toBe('needs_review');
});

test('an answer holds for what was shown: settings that changed meanwhile ask again', async () => {
  const engine = await start();
  const repo = makeRepo();
  const ci = asToken(engine);
  const { run_id, task_id } = await begin(ci, repo);
  const asked = await question(engine, run_id);
  git(repo, 'config', 'core.editor', 'x');
  await engine.pas.decideApproval({ approval_id: asked.approval_id, decision: 'approve' });
  await engine.until(
    ({ type, data }) => type === 'approval.raised' && data['approval_id'] !== asked.approval_id,
    'it asks about what came',
  );
  const [now] = (await engine.pas.listApprovals({ status: 'pending' })).approvals;
  expect(now).toMatchObject({ task_id, shown: { settings: [{ name: 'core.editor' }] } });

  // While it is open, another change of the settings closes it and asks anew.
  git(repo, 'config', 'core.pager', 'y');
  const payload = { repo, command: ['npm', 'run', 'hello'] };
  await ci.pas.submitJobcard({ project_id: 1, run_id, lane: 'Code-Impl', payload });
  await engine.until(
    ({ type, data }) => type === 'approval.decided' && data['approval_id'] === now?.approval_id,
    'the question is closed',
  );
  const { approvals } = await engine.pas.listApprovals({});
  await expect
    .poll(async () => (await engine.pas.getTask({ task_id })).waits?.text, { timeout: 60_000 })
    .toContain(`waits for your approval (${approvals[0]?.approval_id})`);
  expect(approvals.find((one) => one.approval_id === now?.approval_id)).toMatchObject({
    status: 'expired',
    actor: 'slipway',
  });
  expect(approvals[0]).toMatchObject({
    status: 'pending',
    shown: { settings: [{ name: 'core.editor' }, { name: 'core.pager' }] },
  });
});

test('"The plan says before the start what will ask": the first start says what it records, a changed one what it will wait for, whatever it approves', async () => {
  const engine = await start();
  const repo = makeRepo();
  const plan = async (client: Client) => {
    const { project_id } = await client.plms.createProject({ name: 'P', repo });
    const planned = await client.plms.generatePrd({ project_id, goal: 'Make the tests green' });
    await client.plms.estimateProject({ project_id });
    await client.plms.approveProject({ project_id, budget_cost_usd_max: 1 });
    return { project_id, planned };
  };
  const begun = (client: Client, project_id: number, approves?: string[]) =>
    client.plms.startProject(
      { project_id, ...(approves === undefined ? {} : { approves }) },
      { idempotencyKey: randomUUID() },
    );
  const { project_id, planned } = await plan(engine);
  expect(planned.will_ask).toEqual([]);
  expect(planned.trust).toMatchObject({ state: 'first', root: repo });
  expect(planned.trust?.sentence).toContain(`Starting records that you trust ${repo}`);
  const forToken = await asToken(engine).plms.getProject({ project_id });
  expect(forToken).toMatchObject({
    trust: { state: 'asks' },
    will_ask: [{ kind: 'trust', with_start: false, shown: { repo } }],
  });
  const { run_id } = await begun(engine, project_id);
  expect(await settingsOf(engine)).toMatchObject([{ decision: 'allow', actor: 'local' }]);
  expect(await outcome(engine, run_id)).toBe('runs');
  expect((await engine.plms.getProject({ project_id })).trust).toMatchObject({ state: 'trusted' });
  await engine.pas.terminateRun({ run_id });

  git(repo, 'config', 'core.hooksPath', '/tmp/hooks');
  const second = await plan(engine);
  expect(second.planned.trust).toMatchObject({ state: 'asks' });
  const ask = must(second.planned.will_ask[0], 'it will ask');
  expect(ask).toMatchObject({
    kind: 'trust',
    with_start: false,
    shown: { settings: [{ name: 'core.hookspath', before: null, after: '/tmp/hooks' }] },
  });
  expect(ask.tasks.length).toBeGreaterThan(0);
  const simulated = await engine.plms.simulateProject({
    project_id: second.project_id,
    rehearsal_pct: 0.2,
  });
  expect(simulated).toMatchObject({
    will_ask: [{ kind: 'trust' }],
    simulation_results: { rehearsal_run_id: null },
  });
  const waits = await begun(engine, second.project_id, [ask.action]);
  const asked = await question(engine, waits.run_id);
  expect((await engine.pas.listRules({ all: 'true' })).rules).toHaveLength(1);
  expect(asked.shown).toEqual(ask.shown);
  await engine.pas.decideApproval({ approval_id: asked.approval_id, decision: 'approve' });
  await engine.until(
    (event) => event.type === 'task.running' && event.run_id === waits.run_id,
    'it goes on',
  );
});

test('a repository whose settings cannot be read runs nothing, and says why', async () => {
  const engine = await start();
  const repo = makeRepo();
  writeFileSync(join(repo, '.git', 'config'), '[core\n');
  const { task_id } = await begin(engine, repo);
  await engine.untilTask(task_id, 'failed');
  const { reason } = await engine.pas.getTask({ task_id });
  expect(reason).toContain('Git cannot read the settings in');
});

test('"so does vp serve --repo": the engine’s own repository is trusted from its start, for a token’s work, too', async () => {
  const repo = makeRepo();
  const engine = await start({ repo });
  expect(await settingsOf(engine)).toMatchObject([{ actor: 'local', shown: { repo } }]);
  expect(await outcome(engine, (await begin(asToken(engine), repo)).run_id)).toBe('runs');
});
