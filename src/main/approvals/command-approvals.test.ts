import { describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import type { RunTask } from '#shared/contract/pas-schemas.ts';
import { inProcessClient } from '../testing/in-process-client.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const {
  start,
  repoOf,
  dataDir: newDataDir,
} = useEngines({
  synthetic: false,
  settleMs: 3_600_000,
});

/** A program that no lane lists. */
const OWN = ['true', 'as it is'];

interface Card {
  run: string;
  command: string[];
  repo?: string;
  project?: number;
  deps?: string[];
}

async function submit(client: Pick<TestEngine, 'pas'>, card: Card): Promise<string> {
  const payload = {
    command: card.command,
    ...(card.repo === undefined ? {} : { repo: card.repo }),
  };
  const { task_id } = await client.pas.submitJobcard({
    project_id: card.project ?? 1,
    run_id: card.run,
    lane: 'Code-Impl',
    payload,
    deps: card.deps ?? [],
  });
  return task_id;
}

const startRun = (client: Pick<TestEngine, 'pas'>, run: string, project = 1) =>
  client.pas.startRun({ project_id: project, run_id: run });

const pending = async (engine: TestEngine) =>
  (await engine.pas.listApprovals({ status: 'pending' })).approvals;

/** The open question of a run, once it is asked. */
async function untilAsked(engine: TestEngine, run: string) {
  await engine.until(
    (event) => event.type === 'approval.raised' && event.run_id === run,
    `a question of ${run}`,
  );
  const asked = (await pending(engine)).filter(({ run_id }) => run_id === run);
  expect(asked).toHaveLength(1);
  return must(asked[0], 'it is asked');
}

const taskOf = (engine: TestEngine, task_id: string): Promise<RunTask> =>
  engine.pas.getTask({ task_id });

/** The first work that the person at the machine starts in a repository records its trust. */
async function trust(engine: TestEngine, repo: string): Promise<void> {
  const task = await submit(engine, { run: 'trusts', command: ['node', '--version'], repo });
  await startRun(engine, 'trusts');
  await engine.untilTask(task, 'succeeded');
}

const asToken = (engine: TestEngine) =>
  inProcessClient(engine.engine.handlers, { actor: 'ci', requester: 'token' });

describe('"runs if the lane’s allowlist has the tool, else it waits for one recorded approval, shown whole"', () => {
  test('asks once for an action in a run, while the rest goes on; approving runs what waited under the rule', async () => {
    const engine = await start();
    const repo = repoOf({ 'a.txt': 'a' });
    const first = await submit(engine, { run: 'r', command: OWN, repo });
    const second = await submit(engine, { run: 'r', command: OWN, repo });
    const free = await submit(engine, { run: 'r', command: ['node', '--version'], repo });
    await startRun(engine, 'r');
    const asked = await untilAsked(engine, 'r');
    expect(asked).toMatchObject({
      kind: 'command',
      task_id: first,
      shown: { argv: OWN, repo, lane: 'Code-Impl' },
      requester: 'local_user',
      asked_by: 'local',
      question: '“true” is not on the list of programs of the lane Code-Impl.',
    });
    await engine.untilTask(free, 'succeeded');
    expect((await taskOf(engine, free)).status).toBe('succeeded');
    for (const id of [first, second]) {
      const { status, waits } = await taskOf(engine, id);
      expect([status, waits?.kind]).toEqual(['queued', 'approval']);
      expect(waits?.text).toContain(`waits for your approval (${asked.approval_id})`);
    }
    const { approval } = await engine.pas.decideApproval({
      approval_id: asked.approval_id,
      decision: 'approve',
      scope: 'run',
    });
    await Promise.all([first, second].map((id) => engine.untilTask(id, 'succeeded')));
    const { receipts } = await engine.pas.listReceipts({ run_id: 'r' });
    const rules = new Map(receipts.map((receipt) => [receipt.task_id, receipt.rule_id]));
    expect([first, second, free].map((id) => rules.get(id))).toEqual([
      approval.rule_id,
      approval.rule_id,
      null,
    ]);
    expect(await pending(engine)).toEqual([]);
  });

  test('"a changed argv asks again", and so does another repository, another run and, after once, another task', async () => {
    const engine = await start();
    const repo = repoOf({ 'a.txt': 'a' });
    const approve = async (run: string) => {
      const { approval_id } = await untilAsked(engine, run);
      await engine.pas.decideApproval({ approval_id, decision: 'approve' });
    };
    const first = await submit(engine, { run: 'r1', command: OWN, repo });
    await startRun(engine, 'r1');
    await approve('r1');
    await engine.untilTask(first, 'succeeded');
    const others: Card[] = [
      { run: 'same', command: OWN, repo },
      { run: 'word', command: [...OWN, 'x'], repo },
      { run: 'place', command: OWN },
    ];
    for (const card of others) {
      await submit(engine, card);
      await startRun(engine, card.run);
      const { shown } = await untilAsked(engine, card.run);
      expect(shown).toMatchObject({ argv: card.command, repo: card.repo ?? null });
    }
    await submit(engine, { run: 'r1', command: OWN, repo });
    await engine.until(
      (event) =>
        event.type === 'approval.raised' &&
        event.run_id === 'r1' &&
        event.data['approval_id'] !== 1,
      'the second task of the run asks for itself',
    );
  });

  test.each(['project', 'always'] as const)(
    'a rule of scope %s is not asked for again in the next run',
    async (scope) => {
      const engine = await start();
      await submit(engine, { run: 'r1', command: OWN });
      await startRun(engine, 'r1');
      const { approval_id } = await untilAsked(engine, 'r1');
      await engine.pas.decideApproval({ approval_id, decision: 'approve', scope });
      const again = await submit(engine, { run: 'r2', command: OWN });
      await startRun(engine, 'r2');
      await engine.untilTask(again, 'succeeded');
      await submit(engine, { run: 'r3', command: OWN, project: 2 });
      await startRun(engine, 'r3', 2);
      const next = await engine.until(
        ({ type, run_id }) =>
          run_id === 'r3' && (type === 'task.succeeded' || type === 'approval.raised'),
        'the run of another project goes on or asks',
      );
      expect(next.type).toBe(scope === 'project' ? 'approval.raised' : 'task.succeeded');
    },
  );
});

describe('"denying leaves the task waiting with the sentence, never fails it"', () => {
  test('a refusal keeps it waiting, over a restart too; revoked, it asks again', async () => {
    const dataDir = newDataDir();
    const before = await start({ dataDir });
    const task = await submit(before, { run: 'r', command: OWN });
    await startRun(before, 'r');
    const { approval_id } = await untilAsked(before, 'r');
    const { approval } = await before.pas.decideApproval({
      approval_id,
      decision: 'reject',
      reason: 'not on a Monday',
    });
    await before.until(({ type }) => type === 'rule.recorded', 'the refusal');
    await before.stop();
    const engine = await start({ dataDir });
    const text = `refused by local: not on a Monday. Revoke rule ${approval.rule_id}`;
    await expect
      .poll(async () => (await taskOf(engine, task)).waits?.text, { timeout: 60_000 })
      .toContain(text);
    expect(await taskOf(engine, task)).toMatchObject({ status: 'queued', attempt: 0 });
    await engine.pas.revokeRule({ rule_id: approval.rule_id ?? 0 });
    await engine.until(
      ({ type, data }) => type === 'approval.raised' && data['approval_id'] !== approval_id,
      'it is asked again',
    );
    const [again] = await pending(engine);
    await engine.pas.decideApproval({
      approval_id: must(again, 'asked').approval_id,
      decision: 'approve',
    });
    await engine.untilTask(task, 'succeeded');
  });

  test('"time-out … then denied": what nobody answers in time goes on waiting, and says so', async () => {
    const engine = await start({ approvalTimeoutMs: 1 });
    const task = await submit(engine, { run: 'r', command: OWN });
    await startRun(engine, 'r');
    await engine.until(({ type }) => type === 'approval.decided', 'the time is over');
    const { approvals } = await engine.pas.listApprovals({});
    expect(approvals).toMatchObject([{ status: 'expired', actor: 'time-out' }]);
    await expect
      .poll(async () => (await taskOf(engine, task)).waits?.text, { timeout: 60_000 })
      .toContain('refused by time-out: Nobody answered in time. Revoke rule');
    expect(await taskOf(engine, task)).toMatchObject({ status: 'queued', attempt: 0 });
  });

  test('a run that is ended takes its question with it', async () => {
    const engine = await start();
    const task = await submit(engine, { run: 'r', command: OWN });
    await startRun(engine, 'r');
    await untilAsked(engine, 'r');
    await engine.pas.terminateRun({ run_id: 'r' });
    await engine.untilTask(task, 'skipped');
    expect(await pending(engine)).toEqual([]);
  });
});

describe('"from an agent, MCP or a token without approve it always waits"', () => {
  test('a token’s command asks though the lane lists its program; what the repository names does not', async () => {
    const engine = await start();
    const repo = repoOf({
      'package.json': '{"scripts":{"hello":"node -e 0"}}',
      'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
    });
    const ci = asToken(engine);
    const own = await submit(ci, { run: 'r', command: ['node', '-e', '0'], repo });
    const found = await submit(ci, { run: 'r', command: ['npm', 'run', 'hello'], repo });
    await trust(engine, repo);
    await startRun(ci, 'r');
    const asked = await untilAsked(engine, 'r');
    expect(asked).toMatchObject({ task_id: own, requester: 'token', asked_by: 'ci' });
    expect(asked.question).toContain('a token that may not approve');
    await engine.untilTask(found, 'succeeded', 'failed');
    expect((await taskOf(engine, found)).status).toBe('succeeded');
    await engine.pas.decideApproval({ approval_id: asked.approval_id, decision: 'approve' });
    await engine.untilTask(own, 'succeeded');
  });

  test('a rule that denies holds for the local user too, also for a program that the lane lists', async () => {
    const engine = await start();
    const command = ['node', '-e', '0'];
    await submit(asToken(engine), { run: 'r1', command });
    await startRun(engine, 'r1');
    const { approval_id } = await untilAsked(engine, 'r1');
    await engine.pas.decideApproval({ approval_id, decision: 'reject', scope: 'always' });
    const task = await submit(engine, { run: 'r2', command });
    await startRun(engine, 'r2');
    await expect
      .poll(async () => (await taskOf(engine, task)).waits?.text, { timeout: 60_000 })
      .toContain('refused by local');
  });
});

test('a command that holds a secret is refused with a sentence, and nobody is asked about it', async () => {
  const engine = await start();
  const secret = ['ghp', '0123456789abcdefABCDEF0123456789abcd'].join('_');
  const ids = [
    await submit(engine, { run: 'r', command: ['true', '--token', secret] }),
    await submit(asToken(engine), { run: 'r', command: ['node', '-e', `"${secret}"`] }),
  ];
  await startRun(engine, 'r');
  for (const id of ids) {
    await engine.untilTask(id, 'failed');
    const { reason } = await taskOf(engine, id);
    expect(reason).toMatch(/^The command holds a secret, which Slipway does not store: “.*”\./);
    expect(reason).not.toContain(secret);
  }
  expect((await engine.pas.listApprovals({})).approvals).toEqual([]);
});
