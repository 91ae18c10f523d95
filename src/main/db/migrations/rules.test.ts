import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { useEngines } from '../../testing/use-engines.ts';
import { spine } from './0001-spine.ts';
import { readIndexes } from './0002-read-indexes.ts';
import { acceptedProjections } from './0003-accepted-projections.ts';
import { breachPolicy } from './0004-breach-policy.ts';
import { attemptsOfOneTask } from './0005-attempts-of-one-task.ts';

const { start, dataDir: newDataDir } = useEngines({ settleMs: 3_600_000 });

const DAY_MS = 24 * 3_600_000;

/** As schema 5 has them: a paused run with a question, and a run with an ended task. */
function writeSchema5(file: string, askedAt: number): void {
  const db = new Database(file);
  for (const sql of [spine, readIndexes, acceptedProjections, breachPolicy, attemptsOfOneTask])
    db.exec(sql);
  db.exec(`
INSERT INTO projects (project_id, name, status, created_at, updated_at) VALUES (1, 'P', 'ideation', 1, 1);
INSERT INTO runs (run_id, project_id, kind, status, seed, tasks_total, cap_micro, created_at, started_at)
  VALUES ('asks', 1, 'baseline', 'paused', 1, 0, 1000000, 1, 1);
INSERT INTO runs (run_id, project_id, kind, status, seed, tasks_total, tasks_terminal, created_at, started_at)
  VALUES ('r', 1, 'baseline', 'executing', 1, 1, 1, 1, 1);
INSERT INTO approvals (run_id, kind, status, question, proposed_micro, created_at)
  VALUES ('asks', 'budget', 'pending', 'Raise it to $2?', 2000000, ${askedAt}),
         ('r', 'budget', 'approved', 'Raised?', 3000000, 5);
INSERT INTO tasks (task_id, seq, run_id, project_id, lane, kind, complexity, title, priority, ci_width, budget_micro, payload, mode,
  status, attempt, epoch, estimate, queued_at, started_at, ended_at)
  VALUES ('t', 1, 'r', 1, 'Code-Impl', 'external', 'low', 't', 0.5, 0.3, 1000, '{}', 'real', 'succeeded', 1, 2, '{"time_ms":{"mean":1,"ci_90":[1,1]}}', 1, 2, 3);
INSERT INTO attempts (task_id, attempt, epoch, executor, started_at, ended_at, outcome) VALUES ('t', 1, 1, 'external', 2, 3, 'succeeded');
INSERT INTO receipts VALUES ('t', 'r', 'Code-Impl', 'p', 'real', 1, 'succeeded', 0, 0, 0, 0, 1, NULL, 0, 1, 0, 'reported', NULL, NULL, NULL, NULL, 3, NULL);
INSERT INTO events (ts, type, project_id, run_id, task_id, data) VALUES
  (1, 'task.queued', 1, 'r', 't', '{"lane":"Code-Impl","title":"t","deps":[]}'), (3, 'task.succeeded', 1, 'r', 't', '{"reason":null}');
PRAGMA user_version = 5;`);
  db.close();
}

test('R10 a ledger of schema 5 opens: its tasks are the local user’s, and its open question has its day', async () => {
  const dataDir = newDataDir();
  const askedAt = Date.now() - 1000;
  writeSchema5(join(dataDir, 'ledger.db'), askedAt);
  const { pas, engine } = await start({ dataDir });
  const task = engine.spine.store.read.tasks.get('t');
  expect(task).toMatchObject({ requester: 'local_user', asked_by: 'local', rule_id: null });
  expect((await pas.getTask({ task_id: 't' })).receipt).toMatchObject({ rule_id: null });
  const { approvals } = await pas.listApprovals({});
  expect(approvals).toMatchObject([
    { run_id: 'r', status: 'approved', kind: 'budget', expires_at: null, shown: null },
    { run_id: 'asks', status: 'pending', expires_at: new Date(askedAt + DAY_MS).toISOString() },
  ]);
  const id = approvals[1]?.approval_id ?? 0;
  await expect(
    pas.decideApproval({ approval_id: id, decision: 'approve', scope: 'always' }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  const decided = await pas.decideApproval({ approval_id: id, decision: 'approve' });
  expect(decided.approval).toMatchObject({ status: 'approved', rule_id: null });
  expect(await pas.runStatus({ run_id: 'asks' })).toMatchObject({
    status: 'executing',
    budget_usd: 2,
  });
  expect((await pas.listRules({})).rules).toEqual([]);
});

test('"time-out … then denied": a budget that nobody answered for a day counts as refused, and its run stays paused', async () => {
  const dataDir = newDataDir();
  writeSchema5(join(dataDir, 'ledger.db'), Date.now() - DAY_MS - 1);
  const engine = await start({ dataDir });
  await engine.until(
    (event) => event.type === 'approval.decided' && event.run_id === 'asks',
    'the question ends',
  );
  const { approvals } = await engine.pas.listApprovals({ status: 'expired' });
  expect(approvals).toMatchObject([{ run_id: 'asks', actor: 'time-out' }]);
  expect(await engine.pas.runStatus({ run_id: 'asks' })).toMatchObject({ status: 'paused' });
});
