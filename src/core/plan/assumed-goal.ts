import type { Plan } from '#shared/contract/plms-schemas.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';

/** What is planned for where nobody stated a goal. */
export const ASSUMED_GOAL = 'The repository’s own checks are green';

/** One line about a plan that a later step made because there was none. */
export function sayPlanned({ goal, goal_assumed: isAssumed, tasks }: Plan): string {
  const aim = isAssumed
    ? `No goal was given, so one was assumed: ${goal}.`
    : `The goal is the project’s own: ${goal.split('\n')[0] ?? ''}`;
  const left = tasks.filter((task) => !task.runnable).length;
  const leftOut = left === 0 ? '' : `, ${left} of which ${wordFor(left, 'needs', 'need')} a model`;
  return `Planned on the way: ${countOf(tasks.length, 'task')}${leftOut}. ${aim}`;
}
