import type { IgnoreQuestions } from '../watch/watch-tree.ts';
import type { IndexThread } from './index-thread.ts';

/** The watch asks the thread that scans, so that both follow the same rules. */
export function ignoreQuestions(thread: IndexThread): IgnoreQuestions {
  return {
    folders: () => thread.ask({ type: 'ignored_folders' }),
    ignored: async (paths) => new Set((await thread.ask({ type: 'ignored', paths })).paths),
  };
}
