import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BreachPolicy } from '#shared/breach-policy.ts';
import { must } from '#shared/assert.ts';
import { readEventsAfter } from '../db/event-log.ts';
import { processesOf } from '../testing/processes-of.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { STUBBORN_TREE } from '../testing/stubborn-tree.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, repoOf } = useEngines();

const run = { project_id: 1, run_id: 'r' };
const card = { ...run, lane: 'Code-Impl' };

/** Says `ready` and works until the file `go` lies beside it. */
const PATIENT = `
const { existsSync } = require('node:fs');
console.log('ready');
setInterval(() => { if (existsSync('go')) process.exit(0); }, 20);
`;

/**
 * A run with a cap of one dollar: a command runs in a real process, a task of an outside executor
 * is about to be paid, and another waits for the command.
 */
async function runningRun(breachPolicy: BreachPolicy | undefined, script: string) {
  const engine = await start({ repo: repoOf({ 'work.js': script }) });
  const { pas } = engine;
  await pas.startRun({
    ...run,
    budget_caps: { budget_usd: 1 },
    ...(breachPolicy === undefined ? {} : { breach_policy: breachPolicy }),
  });
  const add = async (more: object): Promise<string> =>
    (await pas.submitJobcard({ ...card, ...more })).task_id;
  const command = await add({ payload: { command: ['node', 'work.js'] }, budget_usd: 0 });
  const paid = await add({ kind: 'external', budget_usd: 0.1 });
  const next = await add({ kind: 'external', budget_usd: 0.1, deps: [command] });
  await untilReady(pas);
  await engine.untilTask(paid, 'running');
  return { engine, pas, add, command, paid, next };
}

async function untilReady(pas: TestEngine['pas']): Promise<void> {
  const stop = new AbortController();
  for await (const line of pas.followLogs({ run_id: 'r', after: 0 }, stop.signal))
    if (line.text === 'ready') break;
  stop.abort();
}

/** An outside executor's receipt; $0.60 for the first of three tasks projects $1.80. */
async function pay(pas: TestEngine['pas'], task: string, costUsd: number): Promise<void> {
  await pas.storeReceipt({
    task_id: task,
    run_id: 'r',
    lane: 'Code-Impl',
    provider: 'test:paid',
    time_ms: 100,
    cost_usd: costUsd,
    status: 'succeeded',
  });
}

async function letItEnd({ engine, command }: { engine: TestEngine; command: string }) {
  const { worktree_path: worktree } = await engine.pas.runStatus({ run_id: 'r' });
  writeFileSync(join(must(worktree, 'the command runs in a worktree'), 'go'), '');
  await engine.untilTask(command, 'succeeded');
}

async function taskOf(pas: TestEngine['pas'], id: string) {
  const { tasks } = await pas.runStatus({ run_id: 'r' });
  return must(
    tasks.find((task) => task.task_id === id),
    'a task of the run',
  );
}

async function openQuestions(pas: TestEngine['pas']) {
  return (await pas.listApprovals({ status: 'pending' })).approvals;
}

function untilAsked(engine: TestEngine) {
  return engine.until((event) => event.type === 'approval.raised', 'a question is raised');
}

describe('pause', () => {
  test.each([undefined, 'pause'] as const)(
    'BUDGET-8 BUDGET-12 (given: %s) what runs ends by itself, nothing new is dispatched, and a person is asked',
    async (policy) => {
      const { engine, pas, command, paid, next } = await runningRun(policy, PATIENT);
      await pay(pas, paid, 0.6);
      await engine.untilRun('r', 'paused');
      expect(await taskOf(pas, command)).toMatchObject({ status: 'running' });
      await letItEnd({ engine, command });
      await engine.engine.spine.store.commit.idle();
      expect(await taskOf(pas, next)).toMatchObject({
        status: 'queued',
        waits: { kind: 'approval' },
      });
      const [question] = await openQuestions(pas);
      expect(question).toMatchObject({ question: expect.stringContaining('$1.80') });
      expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({ breach_policy: 'pause' });
      await pas.decideApproval({
        approval_id: must(question, 'a question').approval_id,
        decision: 'approve',
      });
      await engine.untilTask(next, 'running');
    },
  );
});

describe('a breach in a run that a person has paused', () => {
  test('BUDGET-12 leaves the pause and its words as they are', async () => {
    const { engine, pas, command, paid, next } = await runningRun('pause', PATIENT);
    await pas.pauseRun({ run_id: 'r' });
    const { status, reason } = await pas.runStatus({ run_id: 'r' });
    await pay(pas, paid, 0.6);
    await letItEnd({ engine, command });
    await engine.engine.spine.store.commit.idle();
    expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({ status, reason });
    expect(status).toBe('paused');
    const { waits } = await taskOf(pas, next);
    expect(waits).toMatchObject({ kind: 'paused' });
    expect(await openQuestions(pas)).toEqual([]);
  });
});

describe('ask', () => {
  test('BUDGET-13 the run goes on with what fits under the cap; what does not waits for the answer', async () => {
    const { engine, pas, add, command, paid, next } = await runningRun('ask', PATIENT);
    await pay(pas, paid, 0.6);
    await untilAsked(engine);
    const dear = await add({ kind: 'external', budget_usd: 0.5 });
    expect(await taskOf(pas, command)).toMatchObject({ status: 'running' });
    await letItEnd({ engine, command });
    await engine.untilTask(next, 'running');
    expect(await taskOf(pas, dear)).toMatchObject({ status: 'queued', waits: { kind: 'budget' } });
    expect((await pas.runStatus({ run_id: 'r' })).status).toBe('executing');
    expect(await openQuestions(pas)).toHaveLength(1);
  });

  test('BUDGET-15 one question at a time; yes raises the cap', async () => {
    const { engine, pas, add, command, paid, next } = await runningRun('ask', PATIENT);
    await pay(pas, paid, 0.6);
    await untilAsked(engine);
    const dear = await add({ kind: 'external', budget_usd: 0.5 });
    await letItEnd({ engine, command });
    await engine.untilTask(next, 'running');
    await pay(pas, next, 0.5);
    await engine.engine.spine.store.commit.idle();
    const questions = await openQuestions(pas);
    expect(questions).toHaveLength(1);
    await pas.decideApproval({
      approval_id: must(questions[0], 'the question').approval_id,
      decision: 'approve',
      budget_usd: 3,
    });
    await engine.untilTask(dear, 'running');
    expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({
      status: 'executing',
      budget_usd: 3,
    });
  });

  test('BUDGET-15 no pauses the run that went on', async () => {
    const { engine, pas, command, paid, next } = await runningRun('ask', PATIENT);
    await pay(pas, paid, 0.6);
    await untilAsked(engine);
    const [question] = await openQuestions(pas);
    await pas.decideApproval({
      approval_id: must(question, 'a question').approval_id,
      decision: 'reject',
    });
    expect((await pas.runStatus({ run_id: 'r' })).status).toBe('paused');
    await letItEnd({ engine, command });
    await engine.engine.spine.store.commit.idle();
    expect(await taskOf(pas, next)).toMatchObject({ status: 'queued', waits: { kind: 'paused' } });
  });

  test('BUDGET-15 the question of a run that ended is not open any more', async () => {
    const { engine, pas, command, paid, next } = await runningRun('ask', PATIENT);
    await pay(pas, paid, 0.6);
    await untilAsked(engine);
    await letItEnd({ engine, command });
    await engine.untilTask(next, 'running');
    await pay(pas, next, 0.01);
    await engine.untilRun('r', 'completed', 'needs_review');
    expect(await openQuestions(pas)).toEqual([]);
    const { approvals } = await pas.listApprovals({ status: 'expired' });
    expect(approvals).toMatchObject([{ run_id: 'r' }]);
  });
});

describe('kill', () => {
  test('BUDGET-14 nothing more is dispatched, process trees end, the rest is skipped, nobody is asked', async () => {
    const { engine, pas, command, paid, next } = await runningRun('kill', STUBBORN_TREE);
    expect(processesOf(engine.dataDir).length).toBeGreaterThanOrEqual(2);
    await pay(pas, paid, 0.6);
    await engine.untilTask(command, 'failed');
    expect(processesOf(engine.dataDir)).toEqual([]);
    const status = await pas.runStatus({ run_id: 'r' });
    expect(status).toMatchObject({ status: 'terminated', breach_policy: 'kill' });
    expect(status.reason).toMatch(/budget is breached\. Projected spend is \$1\.80/);
    expect(await taskOf(pas, command)).toMatchObject({
      reason: expect.stringMatching(/^The run was terminated: its budget is breached/),
    });
    expect((await taskOf(pas, next)).status).toBe('skipped');
    expect((await pas.listApprovals({})).approvals).toEqual([]);
    const types = readEventsAfter(engine.engine.spine.store.reader, 0, {
      runId: 'r',
      limit: 10_000,
    }).map((event) => event.type);
    const end = types.indexOf('run.terminated');
    expect(types.slice(0, end)).toContain('task.succeeded');
    expect(types.slice(end)).not.toContain('task.running');
    expect(types.slice(end)).toContain('task.failed');
    expect(engine.errors).toEqual([]);
  });
});
