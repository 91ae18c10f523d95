import type { Output, pasContract } from '#shared/contract/contract.ts';
import { type QueryKey, queryKeys } from './query-keys.ts';

export type LedgerEvent = Output<typeof pasContract.events>;

/** The cached reads that an event makes out of date. */
export function staleAfter(event: LedgerEvent): QueryKey[] {
  const family = event.type.split('.')[0] ?? '';
  const stale: QueryKey[] = [];
  if (event.run_id !== null) stale.push(queryKeys.run(event.run_id));
  if (event.task_id !== null) stale.push(queryKeys.task(event.task_id));
  if (event.project_id !== null && family !== 'task' && family !== 'kpi') {
    stale.push(queryKeys.project(event.project_id));
  }
  switch (family) {
    case 'task':
      return [...stale, queryKeys.portfolio, queryKeys.lanes];
    case 'receipt':
      return [...stale, ...receiptsOf(event), queryKeys.portfolio];
    case 'kpi':
      return stale;
    case 'lane':
      return [...stale, queryKeys.lanes, queryKeys.portfolio];
    case 'approval':
      return [...stale, queryKeys.approvals, queryKeys.portfolio];
    case 'project':
      return [...stale, queryKeys.projects];
    default:
      return [
        ...stale,
        ...receiptsOf(event),
        queryKeys.runs,
        queryKeys.projects,
        queryKeys.approvals,
        queryKeys.portfolio,
        queryKeys.lanes,
      ];
  }
}

function receiptsOf(event: LedgerEvent): QueryKey[] {
  return event.run_id === null ? [] : [queryKeys.receipts(event.run_id)];
}
