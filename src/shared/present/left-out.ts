import { countOf, wordFor } from './format-count.ts';

/** A task of a plan that is not part of a run. */
export interface LeftOut {
  title: string;
  why: string;
}

/** Why a task is left out that only a model could do. */
export const NEEDS_MODEL = 'a model is needed and none is configured';

/** The tasks of a plan that a run of it leaves out. */
export function leftOutOf(tasks: readonly { title: string; runnable: boolean }[]): LeftOut[] {
  return tasks
    .filter(({ runnable }) => !runnable)
    .map(({ title }) => ({ title, why: NEEDS_MODEL }));
}

/** One group for each reason, said in a sentence, with the names of its tasks. */
export function groupLeftOut(
  tasks: readonly LeftOut[],
): { sentence: string; titles: readonly string[] }[] {
  return [...Map.groupBy(tasks, ({ why }) => why)].map(([why, group]) => ({
    sentence: `${countOf(group.length, 'task')} ${wordFor(group.length, 'is', 'are')} left out: ${why}.`,
    titles: group.map(({ title }) => title),
  }));
}
