import type { Reads } from '../db/reads.ts';

/** A sentence of the scheduler, which knows tasks by their ids, with their titles instead. */
export function nameTasks(sentence: string, { tasks }: Pick<Reads, 'tasks'>): string {
  return sentence.replaceAll(/\btask ([^\s,]+)/g, (words, id: string) => {
    const title = tasks.get(id)?.title;
    return title === undefined ? words : `“${title}”`;
  });
}
