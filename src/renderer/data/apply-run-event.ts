import { assertNever } from '#shared/assert.ts';
import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { changeOf, type LedgerEvent } from '#shared/events.ts';
import { type LiveState, withEntry } from './live-state.ts';

type RunEvent = LedgerEvent & { topic: 'run' };

/** The run in the state that the event says. */
export function applyRunEvent(state: LiveState, event: RunEvent): LiveState {
  const run = state.runs.get(event.run_id);
  if (run === undefined) return state;
  const runs = withEntry(state.runs, run.run_id, moved(run, event));
  if (event.type !== 'run.executing' || event.data.from !== 'needs_review')
    return { ...state, runs };
  return { ...state, runs, reopened: new Set(state.reopened).add(run.run_id) };
}

function moved(run: RunSummary, event: RunEvent): RunSummary {
  switch (event.type) {
    case 'run.created':
      return run;
    case 'run.executing': {
      const { reason = null } = event.data;
      const started_at = run.started_at ?? event.ts;
      return { ...run, status: 'executing', reason, started_at, ended_at: null };
    }
    case 'run.paused':
    case 'run.validating':
    case 'run.needs_review':
      return { ...run, status: changeOf(event.type), reason: event.data.reason, ended_at: null };
    case 'run.completed':
    case 'run.failed':
    case 'run.terminated':
      return {
        ...run,
        status: changeOf(event.type),
        reason: event.data.reason,
        ended_at: event.ts,
      };
    default:
      return assertNever(event);
  }
}
