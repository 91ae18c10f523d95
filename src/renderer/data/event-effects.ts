import { assertNever } from '#shared/assert.ts';
import { type LedgerEvent, readEvent, type WireEvent } from '#shared/events.ts';
import { type QueryKey, queryKeys } from './query-keys.ts';

/** The cached reads that an event makes out of date. */
export function staleAfter(line: WireEvent): QueryKey[] {
  const event = readEvent(line);
  switch (event.topic) {
    case 'task':
      return [...ofTask(event), queryKeys.runs, queryKeys.portfolio, queryKeys.lanes];
    case 'kpi':
      return [...aboutSubjects(event), ...aboutFailures(event)];
    case 'merge':
      return [...aboutSubjects(event), ...aboutOutcome(event)];
    case 'lane':
      return [queryKeys.lanes, queryKeys.portfolio];
    case 'rule':
      return [...aboutSubjects(event), ...aboutProject(event), queryKeys.rules];
    case 'approval':
      return [
        ...aboutSubjects(event),
        ...aboutProject(event),
        queryKeys.approvals,
        queryKeys.runs,
        queryKeys.projects,
        queryKeys.portfolio,
      ];
    case 'project':
      return [...aboutSubjects(event), ...aboutProject(event), queryKeys.projects];
    case 'trash':
      return [
        ...aboutSubjects(event),
        ...aboutProject(event),
        queryKeys.runs,
        queryKeys.projects,
        queryKeys.approvals,
        queryKeys.trash,
      ];
    case 'budget':
    case 'receipt':
    case 'run':
    case 'unknown':
      return [
        ...aboutSubjects(event),
        ...aboutProject(event),
        ...aboutReceipts(event),
        ...aboutOutcome(event),
        queryKeys.runs,
        queryKeys.projects,
        queryKeys.approvals,
        queryKeys.portfolio,
        queryKeys.lanes,
      ];
    default:
      return assertNever(event);
  }
}

type Ids = Pick<WireEvent, 'project_id' | 'run_id' | 'task_id'>;

function aboutSubjects({ run_id: runId, task_id: taskId }: Ids): QueryKey[] {
  return [
    ...(runId === null ? [] : [queryKeys.run(runId)]),
    ...(taskId === null ? [] : [queryKeys.task(taskId)]),
  ];
}

function aboutProject({ project_id: id }: Ids): QueryKey[] {
  return id === null ? [] : [queryKeys.project(id)];
}

function aboutReceipts({ run_id: runId }: Ids): QueryKey[] {
  return runId === null ? [] : [queryKeys.receipts(runId)];
}

/** What became of the run, and what it changed. */
function aboutOutcome({ run_id: runId }: Ids): QueryKey[] {
  if (runId === null) return [];
  return [queryKeys.outcome(runId), queryKeys.changes(runId), queryKeys.failures(runId)];
}

function aboutFailures({ run_id: runId }: Ids): QueryKey[] {
  return runId === null ? [] : [queryKeys.failures(runId)];
}

/** A receipt is written in the transaction that ends its attempt. */
function ofTask(event: LedgerEvent & { topic: 'task' }): QueryKey[] {
  switch (event.type) {
    case 'task.queued':
    case 'task.running':
      return aboutSubjects(event);
    case 'task.retrying':
    case 'task.succeeded':
    case 'task.failed':
    case 'task.skipped':
      return [...aboutSubjects(event), ...aboutReceipts(event)];
    default:
      return assertNever(event);
  }
}
