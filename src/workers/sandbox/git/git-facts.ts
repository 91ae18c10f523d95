import type { GitFacts } from '#shared/messages/host.ts';
import { findRepository } from './find-repository.ts';
import { withView } from './git-view.ts';
import { listChanges } from './list-changes.ts';
import { runGit, type GitSeat } from './run-git.ts';

/**
 * Commit, branch, uncommitted changes and folders of a repository; AppError not_a_repository when
 * it is none.
 */
export async function readGitFacts(repo: string): Promise<GitFacts> {
  const place = await findRepository(repo);
  return withView(place, async (view) => {
    const [commit, branch, changes] = await Promise.all([
      readCommit(view, 'HEAD'),
      readBranch(view),
      listChanges(view),
    ]);
    return { commit, branch, uncommitted: changes.length, toplevel: place.toplevel };
  });
}

/** The commit a revision names, or null. */
export async function readCommit(view: GitSeat, revision: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const reply = await runGit({ view, args });
  return reply.exitCode === 0 ? reply.stdout.trim() : null;
}

async function readBranch(view: GitSeat): Promise<string | null> {
  const reply = await runGit({ view, args: ['symbolic-ref', '--quiet', '--short', 'HEAD'] });
  return reply.exitCode === 0 ? reply.stdout.trim() : null;
}
