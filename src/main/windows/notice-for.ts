import type { WireEvent } from '#shared/events.ts';

/** A native notification, and where a click on it leads. */
export interface Notice {
  title: string;
  body: string;
  target: { place: 'run'; runId: string } | { place: 'approvals' };
}

const ENDINGS: Record<string, string> = {
  'run.completed': 'completed',
  'run.needs_review': 'needs a review',
  'run.failed': 'failed',
  'run.terminated': 'was terminated',
};

/** What to tell a person who is looking elsewhere: approvals, ended runs, budget alarms; null for the rest. */
export function noticeFor(event: WireEvent): Notice | null {
  const { run_id: runId, type, data } = event;
  if (runId === null) return null;
  if (type === 'approval.raised') {
    // The only approvals so far are about budgets, and the run pauses until they are decided.
    const body = textOf(data['question']) ?? `Run ${runId} waits for your decision.`;
    return { title: 'Budget alarm: approval needed', body, target: { place: 'approvals' } };
  }
  const ending = ENDINGS[type];
  if (ending === undefined) return null;
  return {
    title: `Run ${runId} ${ending}`,
    body: textOf(data['reason']) ?? 'Click to see its tasks and gates.',
    target: { place: 'run', runId },
  };
}

/** True for an ended run that a person should look at. */
export function isTroubledEnd(event: WireEvent): boolean {
  return event.type === 'run.needs_review' || event.type === 'run.failed';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
