import Database from 'better-sqlite3';
import { DEFAULT_LANES } from '#shared/lanes.ts';

type Row = Record<string, unknown>;

/** Each finds what must not be, whenever the ledger is looked at; see the name. */
const FAULTS: Readonly<Record<string, string>> = {
  'ended attempts without a receipt': `SELECT a.task_id, a.attempt FROM attempts a LEFT JOIN receipts r USING (task_id, attempt)
    WHERE a.ended_at IS NOT NULL AND r.task_id IS NULL`,
  'receipts without an ended attempt': `SELECT r.task_id, r.attempt FROM receipts r LEFT JOIN attempts a USING (task_id, attempt)
    WHERE a.task_id IS NULL OR a.ended_at IS NULL`,
  'attempts that are not numbered 1 to the task’s own number': `SELECT t.task_id, t.attempt, count(a.attempt) AS attempts
    FROM tasks t LEFT JOIN attempts a USING (task_id) GROUP BY t.task_id
    HAVING attempts <> t.attempt OR coalesce(max(a.attempt), 0) <> t.attempt`,
  'ended tasks whose newest receipt says otherwise': `SELECT t.task_id, t.status, r.status AS receipt
    FROM tasks t LEFT JOIN receipts r ON r.task_id = t.task_id AND r.attempt = t.attempt
    WHERE t.status IN ('succeeded', 'failed', 'skipped')
      AND (r.status IS NULL OR (r.status <> t.status AND NOT (r.status = 'lost' AND t.status = 'failed')))`,
  'lost attempts whose cost is stored as known': `SELECT task_id, attempt FROM receipts
    WHERE status = 'lost' AND filled_at IS NULL AND (cost_known <> 0 OR cost_micro <> 0)`,
  'runs whose counters are not what their tasks say': `SELECT u.run_id, u.tasks_total, u.tasks_terminal, u.tasks_failed,
      count(t.task_id) AS total, sum(t.status IN ('succeeded', 'failed', 'skipped')) AS terminal, sum(t.status = 'failed') AS failed
    FROM runs u LEFT JOIN tasks t USING (run_id) GROUP BY u.run_id
    HAVING u.tasks_total <> total OR u.tasks_terminal <> coalesce(terminal, 0) OR u.tasks_failed <> coalesce(failed, 0)`,
  'runs whose spend is not the sum of their receipts': `SELECT u.run_id, u.spend_micro, coalesce(sum(r.cost_micro), 0) AS spent,
      u.spend_tokens, coalesce(sum(r.tokens_in + r.tokens_out + r.tokens_think + r.tokens_tool_use), 0) AS tokens
    FROM runs u LEFT JOIN receipts r USING (run_id) GROUP BY u.run_id HAVING spend_micro <> spent OR spend_tokens <> tokens`,
  'running tasks without exactly one open attempt of their epoch': `SELECT t.task_id, count(a.task_id) AS open FROM tasks t
    LEFT JOIN attempts a ON a.task_id = t.task_id AND a.epoch = t.epoch AND a.ended_at IS NULL
    WHERE t.status IN ('running', 'waiting_io') GROUP BY t.task_id HAVING open <> 1`,
  'open attempts of tasks that do not run': `SELECT a.task_id FROM attempts a JOIN tasks t USING (task_id)
    WHERE a.ended_at IS NULL AND t.status NOT IN ('running', 'waiting_io')`,
  'tasks that ended more often than they were queued': `SELECT coalesce(a.task_id, e.task_id) AS task,
      sum(e.type IN ('task.succeeded', 'task.failed', 'task.skipped')) AS ends, sum(e.type = 'task.queued') AS queued
    FROM events e LEFT JOIN task_aliases a ON a.alias = e.task_id
    WHERE e.type GLOB 'task.*' AND task IN (SELECT task_id FROM tasks) GROUP BY task HAVING ends > queued`,
  // With an emptied item of the trash the events of its tasks are gone, too.
  'states without their event': `SELECT t.task_id, t.status FROM tasks t WHERE t.status <> 'queued'
    AND t.run_id NOT IN (SELECT u.run_id FROM runs u JOIN trash x USING (trash_id) WHERE x.state = 'emptied')
    AND NOT EXISTS (SELECT 1 FROM events e WHERE e.type = 'task.' || t.status AND (e.task_id = t.task_id
      OR e.task_id IN (SELECT alias FROM task_aliases a WHERE a.task_id = t.task_id)))`,
  'ended runs with tasks that have not ended': `SELECT u.run_id FROM runs u JOIN tasks t USING (run_id)
    WHERE u.status IN ('completed', 'failed', 'needs_review') AND t.status IN ('queued', 'running', 'waiting_io')`,
};

/** Everything wrong with a ledger file, empty when it is sound. The file may be in use. */
export function auditLedger(file: string): Row[] {
  const db = new Database(file, { readonly: true });
  try {
    const faults = Object.entries(FAULTS).flatMap(([fault, sql]) =>
      (db.prepare(sql).all() as Row[]).map((row) => ({ fault, ...row })),
    );
    const check = db.prepare('PRAGMA integrity_check').pluck().get();
    return [...faults, ...(check === 'ok' ? [] : [{ fault: check }]), ...overCaps(db)];
  } finally {
    db.close();
  }
}

/**
 * Moments at which more tasks of a lane ran than its cap allows, judged by the order of the event
 * log alone.
 */
function overCaps(db: Database.Database): Row[] {
  const caps = new Map<string, number>(DEFAULT_LANES.map((lane) => [lane.name, lane.cap]));
  const laneOf = new Map<string, string>();
  const running = new Map<string, number>();
  const faults: Row[] = [];
  const events = db
    .prepare("SELECT seq, type, task_id, data FROM events WHERE type GLOB 'task.*' ORDER BY seq")
    .iterate() as Iterable<{ seq: number; type: string; task_id: string; data: string }>;
  for (const { seq, type, task_id: taskId, data } of events) {
    const before = laneOf.get(taskId);
    if (type === 'task.queued') continue;
    if (before !== undefined) running.set(before, (running.get(before) ?? 1) - 1);
    laneOf.delete(taskId);
    if (type !== 'task.running') continue;
    const { lane } = JSON.parse(data) as { lane: string };
    if (before !== undefined) faults.push({ fault: 'a running task was started again', taskId });
    laneOf.set(taskId, lane);
    const count = (running.get(lane) ?? 0) + 1;
    running.set(lane, count);
    if (count > (caps.get(lane) ?? 0)) faults.push({ fault: 'over the cap', seq, lane, count });
  }
  return faults;
}
