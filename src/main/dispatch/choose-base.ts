import { z } from 'zod';
import type { CheckoutSnapshot, GitFacts } from '#shared/messages/host.ts';
import { AppError } from '#shared/errors.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import type { Store } from '../db/store.ts';
import type { WorktreeRow } from '../db/worktrees.ts';
import type { WorkerPools } from './worker-pools.ts';

/** The commit that a worktree starts from, and how the checkout differed from it. */
export type Base = Pick<
  WorktreeRow,
  'base_commit' | 'checkout_commit' | 'uncommitted' | 'with_changes' | 'lacks'
>;

/** What a passport says of the changes that its run takes along. */
const startSchema = z.object({
  with_changes: z.boolean().default(false),
  git: z
    .object({
      repo: z.string(),
      commit: z.string().nullable(),
      uncommitted: z.number().default(0),
      snapshot: z
        .object({
          commit: z.string(),
          leftOut: z.array(z.object({ path: z.string(), why: z.string() })),
        })
        .optional(),
    })
    .nullable(),
});

/**
 * For the first worktree of a run in a repository: with the changes that were there when the run
 * was started, where it takes them along.
 */
export async function startingBase(
  parts: { store: Store; pools: WorkerPools },
  runId: string,
  facts: GitFacts,
): Promise<Base> {
  const said = startSchema.safeParse(
    JSON.parse(parts.store.read.runs.passportOf(runId) ?? 'null'),
  ).data;
  const withChanges = said?.with_changes ?? false;
  const git = said?.git ?? null;
  if (withChanges && git?.repo === facts.toplevel && git.snapshot !== undefined)
    return withSnapshot(git.snapshot, git);
  return presentBase(parts.pools, facts, withChanges);
}

/** With the checkout as it is now. */
export async function presentBase(
  pools: WorkerPools,
  facts: GitFacts,
  withChanges: boolean,
): Promise<Base> {
  const { commit, uncommitted, toplevel: repo } = facts;
  if (commit === null) {
    throw noFirstCommit(repo);
  }
  if (!withChanges || uncommitted === 0) {
    const with_changes = withChanges ? 1 : 0;
    return { base_commit: commit, checkout_commit: commit, uncommitted, with_changes, lacks: '[]' };
  }
  const { snapshot } = await pools.ask({ kind: 'snapshot_checkout', repo });
  return withSnapshot(snapshot, facts);
}

/** The refusal of what begins with a commit, in a repository that has none. */
export function noFirstCommit(repo: string): AppError {
  return new AppError(
    'no_first_commit',
    `${repo} has no commit yet, and a run starts from one. Commit what is there first: ${formatArgv(['vp', 'init', '--repo', repo])}`,
  );
}

function withSnapshot(
  { commit, leftOut }: CheckoutSnapshot,
  checkout: Pick<GitFacts, 'commit' | 'uncommitted'>,
): Base {
  const lacks = leftOut.map(({ path, why }) => `The change of ${path} was left out: it ${why}.`);
  return {
    base_commit: commit,
    checkout_commit: checkout.commit,
    uncommitted: checkout.uncommitted,
    with_changes: 1,
    lacks: JSON.stringify(lacks),
  };
}
