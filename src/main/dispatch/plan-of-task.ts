import {
  decideExecution,
  orSynthetic,
  type ExecutionPlan,
} from '#core/execution/decide-execution.ts';
import type { Payload } from '#shared/payload.ts';
import type { AskedOfTask } from '../db/tasks.ts';
import type { Ledger, Queue, Settings } from './spine.ts';

/** What cannot be looked at cannot be run. */
export function planUnread(
  spine: Settings & Queue,
  row: Pick<AskedOfTask, 'run_id'>,
  reason: string,
): ExecutionPlan {
  const runMode = spine.runs.get(row.run_id)?.row.declared_mode ?? null;
  return orSynthetic({ runMode, serviceSynthetic: spine.options.synthetic }, reason);
}

/** How a task is going to be done. */
export function planOfTask(spine: Ledger & Settings & Queue, row: AskedOfTask): ExecutionPlan {
  const run = spine.runs.get(row.run_id);
  return decideExecution({
    taskKind: row.kind,
    payload: JSON.parse(row.payload) as Payload,
    runMode: run?.row.declared_mode ?? null,
    serviceSynthetic: spine.options.synthetic,
    defaultRepo: spine.store.read.projects.repoOf(row.project_id) ?? spine.options.openRepo,
  });
}
