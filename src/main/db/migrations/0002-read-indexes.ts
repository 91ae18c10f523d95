/**
 * Indexes for what is asked most: the newest runs, and what one run spent lately (from the index
 * alone).
 */
export const readIndexes = `
CREATE INDEX runs_by_time ON runs(created_at, run_id);
DROP INDEX receipts_by_run;
CREATE INDEX receipts_by_run ON receipts(run_id, created_at, cost_micro);
`;
