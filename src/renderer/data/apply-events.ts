import { assertNever } from '#shared/assert.ts';
import { type LedgerEvent, readEvent, type WireEvent } from '#shared/events.ts';
import { msToMinutes } from '#shared/units.ts';
import { applyRunEvent } from './apply-run-event.ts';
import { applyTaskEvents } from './apply-task-events.ts';
import { type LiveState, withEntry } from './live-state.ts';

type Topic<T extends string> = LedgerEvent & { topic: T };

/**
 * What is known after some events. Every event says how things are, not by how much they changed,
 * so events that an answer has already in it may be applied over it again.
 */
export function applyEvents(state: LiveState, lines: readonly WireEvent[]): LiveState {
  const events = lines.map(readEvent);
  const others = events.reduce(applyOne, state);
  return applyTaskEvents(
    others,
    events.filter((event) => event.topic === 'task'),
  );
}

function applyOne(state: LiveState, event: ReturnType<typeof readEvent>): LiveState {
  switch (event.topic) {
    case 'run':
      return applyRunEvent(state, event);
    case 'approval':
      return applyApproval(state, event);
    case 'lane':
      return applyLane(state, event);
    case 'budget':
      return applyBudget(state, event);
    case 'trash':
      return applyTrash(state, event);
    case 'unknown':
      return event.run_id === null ? state : reopen(state, event.run_id);
    // Tasks are applied together; what the others changed is read again.
    case 'task':
    case 'kpi':
    case 'merge':
    case 'receipt':
    case 'rule':
    case 'project':
      return state;
    default:
      return assertNever(event);
  }
}

/** What was deleted is gone at once, wherever it is listed; what came back is read. */
function applyTrash(state: LiveState, event: Topic<'trash'>): LiveState {
  if (event.type !== 'trash.added') return state;
  const { run_id: runId, project_id: projectId } = event;
  if (runId === null) return { ...state, projects: without(state.projects, projectId) };
  return { ...state, runs: without(state.runs, runId), parts: without(state.parts, runId) };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

function reopen(state: LiveState, runId: string): LiveState {
  return { ...state, reopened: new Set(state.reopened).add(runId) };
}

function applyApproval(state: LiveState, event: Topic<'approval'>): LiveState {
  const known = state.approvals.get(event.data.approval_id);
  switch (event.type) {
    case 'approval.raised':
      // Read again for what the event leaves out.
      return state;
    case 'approval.decided': {
      if (known === undefined) return state;
      const { decision: status, actor, reason, rule_id } = event.data;
      const decided = { ...known, status, actor, reason, rule_id, decided_at: event.ts };
      return { ...state, approvals: withEntry(state.approvals, known.approval_id, decided) };
    }
    default:
      return assertNever(event);
  }
}

function applyLane(state: LiveState, { type, data }: Topic<'lane'>): LiveState {
  switch (type) {
    case 'lane.cap_changed': {
      const lanes =
        state.lanes?.map((lane) =>
          lane.name === data.lane ? { ...lane, cap: data.after } : lane,
        ) ?? null;
      return { ...state, lanes };
    }
    default:
      return assertNever(type);
  }
}

function applyBudget(state: LiveState, { type, data, run_id: runId }: Topic<'budget'>): LiveState {
  switch (type) {
    case 'budget.changed': {
      const run = runId === null ? undefined : state.runs.get(runId);
      if (run === undefined || !('capMicro' in data.after)) return state;
      const { capMicro } = data.after;
      const budgetUsd = capMicro === null ? null : capMicro / 1e6;
      const { capMs = null } = data.after;
      const changed = {
        ...run,
        budget_usd: budgetUsd,
        budget_duration_minutes: capMs === null ? null : msToMinutes(capMs),
      };
      return { ...state, runs: withEntry(state.runs, run.run_id, changed) };
    }
    default:
      return assertNever(type);
  }
}
