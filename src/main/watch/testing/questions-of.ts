import { ignoredFolders } from '../../../workers/code-index/scan/ignored-folders.ts';
import type { IgnoreRules } from '../../../workers/code-index/scan/ignore-rules.ts';
import type { IgnoreQuestions } from '../watch-tree.ts';

/** What a watch asks, answered by the rules of the scanner in this thread. */
export function questionsOf(root: string, rules: IgnoreRules): IgnoreQuestions {
  return {
    async folders() {
      await rules.renew();
      return {
        folders: await ignoredFolders(root, rules),
        excludesFile: rules.excludesFile,
      };
    },
    ignored: (paths) => rules.ignored(paths),
  };
}
