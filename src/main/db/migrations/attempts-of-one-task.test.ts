import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditLedger } from '../../testing/audit-ledger.ts';
import {
  writeReleasedLedger,
  type AttemptEnd,
  type ReleasedTask,
} from '../../testing/released-ledger.ts';
import { makeDataDir } from '../../testing/start-test-engine.ts';
import { useEngines } from '../../testing/use-engines.ts';
import { openLedger } from '../open-ledger.ts';

const { start, dataDir: newDataDir } = useEngines({ settleMs: 3_600_000 });

type Row = Record<string, unknown>;

function rows(file: string, sql: string): Row[] {
  const db = new Database(file, { readonly: true });
  const found = db.prepare(sql).all() as Row[];
  db.close();
  return found;
}

const SPEND = `SELECT run_id, tasks_total, tasks_terminal, tasks_failed, spend_micro, spend_tokens,
  (SELECT coalesce(sum(cost_micro), 0) FROM receipts r WHERE r.run_id = u.run_id) AS receipts_micro FROM runs u ORDER BY run_id`;

/**
 * A run with every way in which the released version could have ended, repeated or replaced a task.
 */
const LEDGER: readonly ReleasedTask[] = [
  { id: 'a1', runId: 'r', attempts: ['failed'], micro: 100 },
  { id: 'd1', runId: 'r', attempts: [], endedQueued: 'skipped', deps: ['a1'] },
  { id: 'lost', runId: 'r', attempts: ['crashed', 'succeeded'], micro: 7 },
  { id: 'poison', runId: 'r', attempts: ['silent', 'silent', 'poisoned'], micro: 1 },
  { id: 'suspect', runId: 'r', attempts: ['suspect'] },
  {
    id: 'late',
    runId: 'r',
    executor: 'external',
    micro: 50,
    attempts: ['silent'],
    endedQueued: 'reported',
  },
  { id: 'a2', runId: 'r', attempts: ['retried', 'failed'], replaces: 'a1', micro: 20 },
  { id: 'd2', runId: 'r', attempts: [], endedQueued: 'skipped', replaces: 'd1', deps: ['a2'] },
  { id: 'a3', runId: 'r', attempts: ['succeeded'], replaces: 'a2', micro: 3 },
  { id: 'd3', runId: 'r', attempts: ['open'], replaces: 'd2', deps: ['a3'], executor: 'external' },
  { id: 'other', runId: 'other', attempts: [], deps: ['d3', 'lost'], executor: 'external' },
];

describe('a ledger of the released schema', () => {
  test('keeps every sum; a replaced task becomes earlier attempts of the first one, each with its receipt', () => {
    const folder = makeDataDir();
    const file = join(folder, 'ledger.db');
    writeReleasedLedger(file, LEDGER);
    const before = rows(file, SPEND);
    openLedger(file).close();
    expect(rows(file, SPEND)).toEqual(before);
    expect(auditLedger(file)).toEqual([]);
    const attempts = 'SELECT task_id, attempt, status, cost_micro FROM receipts';
    expect(rows(file, `${attempts} WHERE task_id IN ('a1', 'd1') ORDER BY 1, 2`)).toEqual([
      { task_id: 'a1', attempt: 1, status: 'failed', cost_micro: 100 },
      { task_id: 'a1', attempt: 2, status: 'failed', cost_micro: 0 },
      { task_id: 'a1', attempt: 3, status: 'failed', cost_micro: 20 },
      { task_id: 'a1', attempt: 4, status: 'succeeded', cost_micro: 3 },
      { task_id: 'd1', attempt: 1, status: 'skipped', cost_micro: 0 },
      { task_id: 'd1', attempt: 2, status: 'skipped', cost_micro: 0 },
    ]);
    expect(rows(file, `${attempts} WHERE status = 'lost' ORDER BY 1, 2`)).toEqual([
      { task_id: 'late', attempt: 1, status: 'lost', cost_micro: 0 },
      { task_id: 'lost', attempt: 1, status: 'lost', cost_micro: 0 },
      { task_id: 'poison', attempt: 1, status: 'lost', cost_micro: 0 },
      { task_id: 'poison', attempt: 2, status: 'lost', cost_micro: 0 },
    ]);
    expect(rows(file, 'SELECT * FROM task_deps ORDER BY 1, 2')).toEqual([
      { task_id: 'd1', dep_id: 'a1' },
      { task_id: 'other', dep_id: 'd1' },
      { task_id: 'other', dep_id: 'lost' },
    ]);
    rmSync(folder, { recursive: true });
  });

  test('every id that was ever handed out leads to its task, and what was under way goes on', async () => {
    const dataDir = newDataDir();
    writeReleasedLedger(join(dataDir, 'ledger.db'), LEDGER);
    const engine = await start({ dataDir });
    const { pas } = engine;
    for (const id of ['a1', 'a2', 'a3']) {
      const task = await pas.getTask({ task_id: id });
      expect(task).toMatchObject({ task_id: 'a1', attempt: 4, title: 'title of a1' });
      expect(task.receipt).toMatchObject({ attempt: 4, status: 'succeeded' });
      expect(task.attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    }
    engine.engine.spine.logs.append('r', [
      { ts: '2026-01-01T00:00:00Z', task_id: 'a2', stream: 'stdout', text: 'of an old id' },
    ]);
    await engine.engine.spine.logs.flush();
    const { lines } = await pas.runLogs({ run_id: 'r', task_id: 'a3' });
    expect(lines.map(({ text }) => text)).toEqual(['of an old id']);
    await engine.until(
      (event) => event.type === 'task.running' && event.task_id === 'd1',
      'the attempt after the one that the stop of the old engine cut off',
    );
    const of = { run_id: 'r', lane: 'Code-Impl', provider: 'p', time_ms: 1 };
    expect(await pas.heartbeat({ run_id: 'r', task_id: 'd3' })).toMatchObject({ attempt: 4 });
    const late = { ...of, task_id: 'd3', cost_usd: 0.5, status: 'ok' };
    await expect(pas.storeReceipt(late)).rejects.toMatchObject({ code: 'attempt_ended' });
    const card = await pas.submitJobcard({ ...of, project_id: 1, deps: ['a2', 'd2'] });
    const added = await pas.getTask({ task_id: card.task_id });
    expect(added.deps.toSorted()).toEqual(['a1', 'd1']);
    await pas.storeReceipt({ ...late, attempt: 4, cost_usd: 0.25 });
    await engine.untilTask('other', 'running');
    await pas.storeReceipt({ ...late, run_id: 'other', task_id: 'other' });
    expect(engine.errors).toEqual([]);
  });
});

const givenBack = fc.array(fc.constantFrom<AttemptEnd>('retried', 'silent', 'crashed'), {
  maxLength: 3,
});
const ends = fc.record({
  before: givenBack,
  last: fc.constantFrom<AttemptEnd>('failed', 'poisoned', 'suspect', 'succeeded'),
  endedQueued: fc.option(fc.constantFrom('skipped' as const, 'reported' as const), {
    nil: undefined,
    freq: 2,
  }),
  micro: fc.nat(1000),
});
const line = fc.record({
  replaced: fc.array(ends, { maxLength: 4 }),
  last: fc.record({
    before: givenBack,
    end: fc.constantFrom<AttemptEnd | 'queued'>('failed', 'succeeded', 'open', 'queued'),
  }),
});

test('R10 any history of the released schema migrates to a sound ledger with the same sums', () => {
  const folder = makeDataDir();
  let number = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const file = join(folder, `${(number += 1)}.db`);
      writeReleasedLedger(
        file,
        lines.flatMap((each, index) => tasksOf(`${index}`, each)),
      );
      const before = rows(file, SPEND);
      openLedger(file).close();
      expect(rows(file, SPEND)).toEqual(before);
      expect(auditLedger(file)).toEqual([]);
      expect(rows(file, 'SELECT count(*) AS tasks FROM tasks')).toEqual([{ tasks: lines.length }]);
    }),
    { numRuns: 60 },
  );
  rmSync(folder, { recursive: true });
});

type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

function tasksOf(name: string, { replaced, last }: Line): ReleasedTask[] {
  const tasks = replaced.map(({ before, last: end, endedQueued, micro }, index): ReleasedTask => {
    const attempts = endedQueued === undefined ? [...before, end] : before;
    const of = { id: `${name}-${index}`, runId: 'r', attempts, micro };
    return {
      ...of,
      ...(endedQueued === undefined ? {} : { endedQueued }),
      ...(index === 0 ? {} : { replaces: `${name}-${index - 1}` }),
    };
  });
  const attempts = last.end === 'queued' ? last.before : [...last.before, last.end];
  const newest = { id: `${name}-${replaced.length}`, runId: 'r', attempts };
  const replaces = tasks.at(-1)?.id;
  return [...tasks, replaces === undefined ? newest : { ...newest, replaces }];
}
