import { requireRepositoryAt } from '../find-repository.ts';
import { withView } from '../git-view.ts';
import { readGit } from '../run-git.ts';

const PREFIX = 'refs/slipway/trash/';

/**
 * Drops snapshot refs of a repository that were made until a time: their names end with it. Those
 * made at one of the `held` times stay: their item is still in the trash.
 */
export async function dropOldSnapshots(request: {
  repo: string;
  untilMs: number;
  held: readonly number[];
}): Promise<void> {
  const place = await requireRepositoryAt(request.repo).catch(() => null);
  if (place === null) return;
  const held = new Set(request.held);
  await withView(place, async (view) => {
    const args = ['for-each-ref', '--format=%(refname)', PREFIX];
    const refs = (await readGit({ view, args })).split('\n').filter(Boolean);
    for (const ref of refs) {
      const madeMs = Number(/-(\d{10,16})$/.exec(ref)?.[1] ?? Number.NaN);
      if (!(madeMs <= request.untilMs) || held.has(madeMs)) continue;
      await readGit({ view, args: ['update-ref', '-d', '--end-of-options', ref] });
    }
  });
}
