import type { WireEvent } from '#shared/events.ts';
import { runStateSchema, taskStateSchema } from '#shared/states.ts';
import { formatClock } from '#shared/present/format-time.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';

/** An event of a run as one line, or null for those a person following a run does not need. */
export function renderEvent(
  event: WireEvent,
  tasks: readonly { task_id: string; title: string }[],
  { colors }: Terminal,
): string | null {
  const [subject, change = ''] = event.type.split('.', 2);
  const at = colors.dim(formatClock(event.ts, MACHINE_ZONE));
  if (subject === 'run') {
    const state = runStateSchema.safeParse(change).data;
    return state === undefined
      ? null
      : `${at} ${paintVisual(runVisual(state), colors)}  ${colors.bold('run')}`;
  }
  if (subject !== 'task') return null;
  const state = taskStateSchema.safeParse(change).data;
  if (state === undefined || state === 'queued') return null;
  const title =
    tasks.find(({ task_id }) => task_id === event.task_id)?.title ?? event.task_id ?? '';
  return `${at} ${paintVisual(taskVisual(state, null), colors)}  ${cleanText(title)}`;
}
