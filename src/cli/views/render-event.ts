import { assertNever } from '#shared/assert.ts';
import { changeOf, type LedgerEvent, readEvent, type WireEvent } from '#shared/events.ts';
import { formatClock } from '#shared/present/format-time.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';

type Colors = Terminal['colors'];
type Titles = readonly { task_id: string; title: string }[];

/** An event of a run as one line, or null for those a person following a run does not need. */
export function renderEvent(line: WireEvent, tasks: Titles, { colors }: Terminal): string | null {
  const text = textOf(line, tasks, colors);
  return text === null ? null : `${colors.dim(formatClock(line.ts, MACHINE_ZONE))} ${text}`;
}

function textOf(line: WireEvent, tasks: Titles, colors: Colors): string | null {
  const event = readEvent(line);
  switch (event.topic) {
    case 'run':
      return runText(event, colors);
    case 'task':
      return taskText(event, tasks, colors);
    case 'unknown':
      return colors.dim(cleanText(event.type));
    case 'kpi':
    case 'merge':
    case 'receipt':
    case 'approval':
    case 'rule':
    case 'budget':
    case 'lane':
    case 'project':
    case 'trash':
      return null;
    default:
      return assertNever(event);
  }
}

function runText({ type }: LedgerEvent & { topic: 'run' }, colors: Colors): string | null {
  if (type === 'run.created') return null;
  return `${paintVisual(runVisual(changeOf(type)), colors)}  ${colors.bold('run')}`;
}

function taskText(
  { type, task_id: id }: LedgerEvent & { topic: 'task' },
  tasks: Titles,
  colors: Colors,
): string | null {
  if (type === 'task.queued' || type === 'task.retrying') return null;
  const title = tasks.find(({ task_id }) => task_id === id)?.title ?? 'a task';
  return `${paintVisual(taskVisual(changeOf(type), null), colors)}  ${cleanText(title)}`;
}
