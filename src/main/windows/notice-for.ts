import { assertNever } from '#shared/assert.ts';
import { type LedgerEvent, readEvent, type WireEvent } from '#shared/events.ts';
import type { ApprovalKind } from '#shared/rules.ts';

/** A native notification, and where a click on it leads. */
export interface Notice {
  title: string;
  body: string;
  target: { place: 'run'; runId: string } | { place: 'inbox' };
}

/**
 * The notification for a person who is looking elsewhere: approvals, ended runs, budget alarms;
 * null for the rest.
 */
export function noticeFor(line: WireEvent): Notice | null {
  const event = readEvent(line);
  switch (event.topic) {
    case 'run':
      return runNotice(event);
    case 'approval':
      return approvalNotice(event);
    case 'merge':
    case 'rule':
    case 'task':
    case 'receipt':
    case 'kpi':
    case 'budget':
    case 'lane':
    case 'project':
    case 'trash':
    case 'unknown':
      return null;
    default:
      return assertNever(event);
  }
}

/** True for an ended run that a person should look at. */
export function isTroubledEnd(line: WireEvent): boolean {
  const { type } = readEvent(line);
  return type === 'run.needs_review' || type === 'run.failed';
}

const NOTICE_TITLES: Readonly<Record<ApprovalKind, string>> = {
  budget: 'Budget alarm: approval needed',
  command: 'A command waits for your approval',
  trust: 'A repository waits for your trust',
  exit_code: 'Tests are judged by their exit code only',
  test_command: 'A test command is new to its repository',
  connect: 'Tests need a service outside of the sandbox',
  install: 'Dependencies are missing',
};

function approvalNotice(event: LedgerEvent & { topic: 'approval' }): Notice | null {
  switch (event.type) {
    case 'approval.raised':
      // Of a budget, the breach policy says whether the run goes on.
      return {
        title: NOTICE_TITLES[event.data.kind],
        body: event.data.question || `Run ${event.run_id} asks for your decision.`,
        target: { place: 'inbox' },
      };
    case 'approval.decided':
      return null;
    default:
      return assertNever(event);
  }
}

function runNotice(event: LedgerEvent & { topic: 'run' }): Notice | null {
  switch (event.type) {
    case 'run.completed':
      return ended(event, 'completed');
    case 'run.needs_review':
      return ended(event, 'needs a review');
    case 'run.failed':
      return ended(event, 'failed');
    case 'run.terminated':
      return ended(event, 'was terminated');
    case 'run.created':
    case 'run.executing':
    case 'run.paused':
    case 'run.validating':
      return null;
    default:
      return assertNever(event);
  }
}

function ended(event: { run_id: string; data: { reason: string | null } }, how: string): Notice {
  return {
    title: `Run ${event.run_id} ${how}`,
    body: event.data.reason || 'Click to see its tasks and gates.',
    target: { place: 'run', runId: event.run_id },
  };
}
