import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { makeRepository } from '../testing/make-repository.ts';
import { makeDataDir } from '../testing/start-test-engine.ts';
import { spawnServe, type Served } from '../testing/spawn-serve.ts';

const RUN = { project_id: 1, run_id: 'r' };
const COMMAND = ['true', 'as it is'];

/** The run's question, followed in the events until it is there. */
async function untilEvent(served: Served, type: string): Promise<void> {
  const over = new AbortController();
  for await (const event of served.pas.events({ after: 0 }, over.signal)) {
    if (event.type !== type) continue;
    over.abort();
    return;
  }
}

test('"survive kill -9 and restart, are not asked twice": raised → kill -9 → still waits → approved → kill -9 → runs under the rule', async () => {
  const dataDir = makeDataDir();
  try {
    const first = await spawnServe(dataDir);
    const payload = { command: COMMAND };
    const { task_id } = await first.pas.submitJobcard({ ...RUN, lane: 'Code-Impl', payload });
    await first.pas.startRun(RUN);
    await untilEvent(first, 'approval.raised');
    await first.kill();

    const second = await spawnServe(dataDir);
    const { approvals } = await second.pas.listApprovals({ status: 'pending' });
    expect(approvals).toMatchObject([{ kind: 'command', shown: { argv: COMMAND }, task_id }]);
    const waiting = await second.pas.getTask({ task_id });
    expect(waiting).toMatchObject({ status: 'queued', attempt: 0, waits: { kind: 'approval' } });
    const approval_id = approvals[0]?.approval_id ?? 0;
    const decided = await second.pas.decideApproval({ approval_id, decision: 'approve' });
    await second.kill();

    const third = await spawnServe(dataDir);
    await untilEvent(third, 'task.succeeded');
    const all = await third.pas.listApprovals({});
    expect(all.approvals).toMatchObject([{ approval_id, status: 'approved', actor: 'local' }]);
    const { receipts } = await third.pas.listReceipts({ run_id: 'r' });
    expect(receipts.at(-1)).toMatchObject({ rule_id: decided.approval.rule_id });
    expect(await third.stop()).toBe(0);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('trust sticks over kill -9, and so does its question: recorded → kill -9 → a change asks → kill -9 → approved → kill -9 → runs', async () => {
  const dataDir = makeDataDir();
  const { path: repo } = makeRepository({ 'a.txt': 'a' }, '.');
  const card = { ...RUN, lane: 'Code-Impl' as const };
  const payload = { repo, command: ['node', '--version'] };
  try {
    const first = await spawnServe(dataDir);
    await first.pas.submitJobcard({ ...card, payload });
    await first.pas.startRun(RUN);
    await untilEvent(first, 'task.succeeded');
    await first.kill();

    const second = await spawnServe(dataDir);
    const { rules } = await second.pas.listRules({});
    expect(rules).toMatchObject([{ kind: 'trust', decision: 'allow', actor: 'local' }]);
    execFileSync('git', ['-C', repo, 'config', 'core.pager', 'x']);
    const run = { project_id: 1, run_id: 'r2' };
    const { task_id } = await second.pas.submitJobcard({ ...card, ...run, payload });
    await second.pas.startRun(run);
    await untilEvent(second, 'approval.raised');
    await second.kill();

    const third = await spawnServe(dataDir);
    const asked = must((await third.pas.listApprovals({ status: 'pending' })).approvals[0], 'asks');
    expect(asked).toMatchObject({ kind: 'trust', shown: { settings: [{ name: 'core.pager' }] } });
    const { waits } = await third.pas.getTask({ task_id });
    expect(waits?.kind).toBe('approval');
    const { approval_id } = asked;
    await third.pas.decideApproval({ approval_id, decision: 'approve' });
    await third.kill();

    const fourth = await spawnServe(dataDir);
    await expect
      .poll(async () => (await fourth.pas.getTask({ task_id })).status, { timeout: 60_000 })
      .toBe('succeeded');
    const all = await fourth.pas.listApprovals({});
    expect(all.approvals).toMatchObject([{ approval_id, status: 'approved', actor: 'local' }]);
    expect(await fourth.stop()).toBe(0);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(repo, { recursive: true, force: true });
  }
});
