import { RootFolder } from '../../files/root-folder.ts';
import { checkValue } from './check-value.ts';
import { openWorktreePlace } from './find-repository.ts';
import { withView } from './git-view.ts';
import { runGit } from './run-git.ts';

const LARGEST_BYTES = 256 * 1024;

/** Texts of small files of a worktree, as a commit has them and as they are now. */
export async function readOfCommit(
  worktree: string,
  { commit, paths }: { commit: string; paths: readonly string[] },
): Promise<Record<string, { before: string | null; after: string | null }>> {
  checkValue('commit', commit);
  return withView(await openWorktreePlace(worktree), async (view) => {
    using now = new RootFolder(worktree);
    const texts: Record<string, { before: string | null; after: string | null }> = {};
    for (const path of paths) {
      const args = ['cat-file', 'blob', `${commit}:${path}`];
      const { exitCode, stdout, truncated } = await runGit({ view, args, maxBytes: LARGEST_BYTES });
      const before = exitCode === 0 && !truncated ? stdout : null;
      texts[path] = { before, after: now.readText(path, LARGEST_BYTES) };
    }
    return texts;
  });
}
