import { expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '#shared/assert.ts';
import { inProcessClient } from '../testing/in-process-client.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, repoOf } = useEngines({ synthetic: false, settleMs: 3_600_000 });

/** A program that no lane lists. */
const OWN = ['true', 'as it is'];

type Client = Pick<TestEngine, 'pas' | 'plms'>;

/** A project whose plan runs a command of somebody’s own, ready to start. */
async function plan(client: Client, repo: string) {
  const { project_id } = await client.plms.createProject({ name: 'P', repo });
  const planned = await client.plms.generatePrd({
    project_id,
    goal: 'Make the tests green',
    commands: { test: OWN },
  });
  await client.plms.estimateProject({ project_id });
  await client.plms.approveProject({ project_id, budget_cost_usd_max: 1 });
  return { project_id, will_ask: planned.will_ask };
}

const begin = (client: Client, project_id: number, approves?: string[]) =>
  client.plms.startProject(
    { project_id, ...(approves === undefined ? {} : { approves }) },
    { idempotencyKey: randomUUID() },
  );

/** The start records trust in the repository beside them. */
const commandRules = async (engine: TestEngine) =>
  (await engine.pas.listRules({})).rules.filter(({ kind }) => kind === 'command');

const asToken = (engine: TestEngine) =>
  inProcessClient(engine.engine.handlers, { actor: 'ci', requester: 'token' });

test('"approving a plan that shows it whole is that approval": plan, project and rehearsal say what will ask; the start records the rule for the run', async () => {
  const engine = await start();
  const repo = repoOf({ 'a.txt': 'a' });
  const { project_id, will_ask } = await plan(engine, repo);
  const asks = must(will_ask[0], 'the command asks');
  expect(will_ask).toHaveLength(1);
  expect(asks).toMatchObject({
    shown: { argv: OWN, repo, lane: 'Code-Impl' },
    why: '“true” is not on the list of programs of the lane Code-Impl.',
    refused: false,
  });
  expect((await engine.plms.getProject({ project_id })).will_ask).toEqual(will_ask);
  const rehearsed = await engine.plms.simulateProject({ project_id, rehearsal_pct: 0.2 });
  expect(rehearsed.will_ask).toEqual(will_ask);
  expect(rehearsed.simulation_results.risk_factors[0]).toContain('they wait for an approval');
  const { run_id, pas_job_cards } = await begin(engine, project_id, [asks.action]);
  const rules = await commandRules(engine);
  expect(rules).toMatchObject([
    { scope: 'run', scope_ref: run_id, decision: 'allow', actor: 'local', action: asks.action },
  ]);
  const task = must(
    pas_job_cards.find(({ key }) => key === asks.tasks[0]),
    'it has a card',
  );
  await engine.untilTask(task.task_id, 'succeeded', 'failed');
  const { receipts } = await engine.pas.listReceipts({ run_id });
  expect(receipts.find((receipt) => receipt.task_id === task.task_id)).toMatchObject({
    rule_id: rules[0]?.rule_id,
  });
  expect((await engine.pas.listApprovals({})).approvals).toEqual([]);
});

test('a start by a token without approve approves nothing, and one that was not shown the command neither', async () => {
  const engine = await start();
  const repo = repoOf({ 'a.txt': 'a' });
  const { project_id, will_ask } = await plan(engine, repo);
  for (const [client, approves] of [
    [asToken(engine), will_ask.map(({ action }) => action)],
    [engine, ['another action']],
  ] as const) {
    const { run_id } = await begin(client, project_id, [...approves]);
    await engine.until(
      (event) => event.type === 'approval.raised' && event.run_id === run_id,
      'it asks',
    );
    expect(await commandRules(engine)).toEqual([]);
    await engine.pas.terminateRun({ run_id });
  }
});

test('a run says before its start what of its cards will ask, each for whoever sent it', async () => {
  const engine = await start();
  const card = { project_id: 1, run_id: 'r', lane: 'Code-Impl' as const };
  const payload = { command: ['node', '--version'] };
  await engine.pas.submitJobcard({ ...card, payload });
  const { task_id } = await asToken(engine).pas.submitJobcard({ ...card, payload });
  const { will_ask, note } = await engine.pas.simulateRun({ run_id: 'r', rehearsal_pct: 0.2 });
  expect(will_ask).toMatchObject([{ tasks: [task_id], shown: { argv: payload.command } }]);
  expect(note).toMatch(/of 2 tasks/);
  const approves = will_ask.map(({ action }) => action);
  await engine.pas.startRun({ project_id: 1, run_id: 'r', approves });
  await engine.untilTask(task_id, 'succeeded');
  expect(await commandRules(engine)).toMatchObject([
    { scope: 'run', scope_ref: 'r', actor: 'local', action: approves[0] },
  ]);
});

test('a start of a run approves what it names, for whoever may approve, and nothing without naming it', async () => {
  const engine = await start();
  const payload = { command: OWN };
  const starts = [
    { run: 'a', by: engine, approves: undefined },
    { run: 'b', by: asToken(engine), approves: 'shown' },
    { run: 'c', by: engine, approves: 'another action' },
  ];
  for (const { run: run_id, by, approves } of starts) {
    await engine.pas.submitJobcard({ project_id: 1, run_id, lane: 'Code-Impl', payload });
    const { will_ask } = await engine.pas.simulateRun({ run_id, rehearsal_pct: 0.2 });
    const shown = will_ask.map(({ action }) => action);
    expect(shown).toHaveLength(1);
    await by.pas.startRun({
      project_id: 1,
      run_id,
      ...(approves === undefined ? {} : { approves: approves === 'shown' ? shown : [approves] }),
    });
    await engine.until(
      (event) => event.type === 'approval.raised' && event.run_id === run_id,
      `${run_id} asks`,
    );
  }
  expect(await commandRules(engine)).toEqual([]);
});

test('a run says before its start that a program of the repository is a link to one that no lane lists', async () => {
  const engine = await start();
  const repo = repoOf({ 'a.txt': 'a' });
  symlinkSync('/usr/bin/true', join(repo, 'node'));
  const payload = { command: ['./node', '--version'], repo };
  const { task_id } = await engine.pas.submitJobcard({
    project_id: 1,
    run_id: 'linked',
    lane: 'Code-Impl',
    payload,
  });
  const { will_ask } = await engine.pas.simulateRun({ run_id: 'linked', rehearsal_pct: 0.2 });
  expect(will_ask).toMatchObject([
    { tasks: [task_id], why: expect.stringContaining('“node” is a link to “true”') },
  ]);
});
