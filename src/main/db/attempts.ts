import type { Reader } from './open-ledger.ts';

export interface AttemptRow {
  task_id: string;
  attempt: number;
  epoch: number;
  executor: string;
  pid: number | null;
  pid_ticks: string | null;
  started_at: number;
  ended_at: number | null;
  outcome: string | null;
  failure_class: string | null;
  reason: string | null;
}

/** Reading attempts. Writing them belongs to the task whose state changes with them. */
export function createAttemptReads(reader: Reader) {
  const ofTask = reader.prepare('SELECT * FROM attempts WHERE task_id = ? ORDER BY attempt');
  const open = reader.prepare('SELECT * FROM attempts WHERE ended_at IS NULL');
  return {
    listOfTask: (taskId: string) => ofTask.all(taskId) as AttemptRow[],
    /** Attempts without an end: after a crash, what was running. */
    listOpen: () => open.all() as AttemptRow[],
  };
}
