import { assertNever } from '#shared/assert.ts';
import { readEvent, type WireEvent } from '#shared/events.ts';

/**
 * Whether the run may have come to another state, or have something to ask. An event of another
 * version may have done either.
 */
export function movesRun(line: WireEvent): boolean {
  const event = readEvent(line);
  switch (event.topic) {
    case 'run':
    case 'trash':
    case 'unknown':
      return true;
    case 'approval':
      return event.type === 'approval.raised';
    case 'merge':
    case 'rule':
    case 'task':
    case 'receipt':
    case 'kpi':
    case 'budget':
    case 'lane':
    case 'project':
      return false;
    default:
      return assertNever(event);
  }
}
