import type { DeletionContents } from '#shared/contract/trash-schemas.ts';
import type { Reader } from './open-ledger.ts';

type Counted = Omit<DeletionContents, 'runs' | 'log_bytes' | 'spend_usd'> & { spend_micro: number };

const OF_TASKS = 'task_id IN (SELECT task_id FROM tasks WHERE run_id = @runId)';

/** How much the ledger holds of a run. */
export function createDeletionCounts(reader: Reader): (runId: string) => Counted {
  const counts = reader.prepare(
    `SELECT (SELECT count(*) FROM tasks WHERE run_id = @runId) AS tasks,
       (SELECT count(*) FROM attempts WHERE ${OF_TASKS}) AS attempts,
       (SELECT count(*) FROM receipts WHERE run_id = @runId) AS receipts,
       (SELECT count(*) FROM kpis WHERE run_id = @runId) AS gates,
       (SELECT count(*) FROM receipts r JOIN runs u ON u.run_id = r.run_id WHERE r.run_id = @runId AND r.status = 'succeeded'
          AND r.mode = 'real' AND u.kind IN ('baseline', 'hotfix') AND u.status = 'completed') AS observations,
       (SELECT spend_micro FROM runs WHERE run_id = @runId) AS spend_micro`,
  );
  return (runId) => counts.get({ runId }) as Counted;
}
