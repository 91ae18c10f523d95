import { checkRefs } from './check-git-folder.ts';
import { findRepository } from './find-repository.ts';
import { withView } from './git-view.ts';
import { readGit } from './run-git.ts';

const MOST = 500;
/** A run's own, and those of trials. */
const OF_RUNS = /^slipway(?:-\d+)?\//;

/**
 * Branches that somebody made and that stand for themselves, the one with the newest commit first.
 */
export async function listBranches(repo: string): Promise<string[]> {
  return withView(await findRepository(repo), async (view) => {
    await checkRefs(view.commonDir);
    const format = '--format=%(refname:lstrip=2)%00%(symref)';
    const args = ['for-each-ref', '--sort=-committerdate', `--count=${MOST}`, format, 'refs/heads'];
    const rows = (await readGit({ view, args })).split('\n').map((row) => row.split('\0'));
    return rows.flatMap(([name = '', standsFor]) =>
      name === '' || standsFor !== '' || OF_RUNS.test(name) ? [] : [name],
    );
  });
}
