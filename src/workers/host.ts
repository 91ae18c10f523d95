import { assertNever } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import type { HostAnswer, HostRequest, RecordedProcess } from '#shared/messages/host.ts';
import type { ChangesRequest } from '#shared/messages/changes.ts';
import type { MergeRequest } from '#shared/messages/merge.ts';
import type { TrashRequest } from '#shared/messages/trash.ts';
import { findGitFolders } from './files/git-folders.ts';
import { answerMerge, isAboutMerge } from './sandbox/git/merge/answer-merge.ts';
import { answerTrash, isAboutTrash } from './sandbox/git/trash/answer-trash.ts';
import { readSources } from './files/read-sources.ts';
import { sweepLeftovers } from './files/sweep-leftovers.ts';
import { answerChanges, isAboutChanges } from './sandbox/answer-changes.ts';
import { readHostEnvironment } from './sandbox/environment.ts';
import { digestSurroundings } from './sandbox/digest-surroundings.ts';
import { findDamage } from './ledger/find-damage.ts';
import { followProgram } from './sandbox/follow-program.ts';
import { changedPaths } from './sandbox/git/changes/changed-paths.ts';
import { commitWorktree } from './sandbox/git/commit-worktree.ts';
import { freeBranch } from './sandbox/git/free-branch.ts';
import { readGitFacts } from './sandbox/git/git-facts.ts';
import { listBranches } from './sandbox/git/list-branches.ts';
import { prepareWorktree } from './sandbox/git/prepare-worktree.ts';
import { initRepository } from './sandbox/git/init-repository.ts';
import { readTrust } from './sandbox/git/read-trust.ts';
import { readOfCommit } from './sandbox/git/read-of-commit.ts';
import { removeWorktree } from './sandbox/git/remove-worktree.ts';
import { runDiff } from './sandbox/git/run-diff.ts';
import { snapshotCheckout } from './sandbox/git/snapshot-checkout.ts';
import { hashTree } from './sandbox/git/tree-hash.ts';
import { inspectRepository } from './sandbox/inspect-repository.ts';
import { killRecorded, ownerLives } from './sandbox/process-tree.ts';
import { openInEditor } from './sandbox/open-in-editor.ts';
import { readKnownSecrets } from './secrets/read-known-secrets.ts';
import { readInstallFacts } from './sandbox/read-install-facts.ts';
import { selfTestSandbox } from './sandbox/self-test.ts';

const REFUSALS = [
  'not_a_repository',
  'no_first_commit',
  'invalid_input',
  'illegal_transition',
  'no_editor',
  'storage',
] as const;

/**
 * The piscina entry of main's short questions to the machine. Expected failures come back as
 * `refused`.
 */
export default async function host(request: HostRequest): Promise<HostAnswer> {
  try {
    if (isAboutTrash(request)) return await answerTrash(request);
    if (isAboutMerge(request)) return await answerMerge(request);
    if (isAboutChanges(request)) return await answerChanges(request);
    return await (request.kind === 'sweep_leftovers' ? sweep(request) : answer(request));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const code = REFUSALS.find((known) => known === error.code) ?? 'internal';
    return { kind: 'refused', code, sentence: error.message };
  }
}

type Sweep = Extract<HostRequest, { kind: 'sweep_leftovers' }>;

async function sweep(request: Sweep): Promise<HostAnswer> {
  return { kind: request.kind, refused: await sweepLeftovers(request, ownerLives) };
}

async function answer(
  request: Exclude<HostRequest, Sweep | TrashRequest | MergeRequest | ChangesRequest>,
): Promise<HostAnswer> {
  if ('worktree' in request || 'trees' in request) return answerOfWorktree(request);
  if ('repo' in request) return answerOfCheckout(request);
  const { kind } = request;
  switch (kind) {
    case 'sandbox_self_test':
      return { kind, report: await selfTestSandbox() };
    case 'kill_recorded':
      return killAll(request.processes);
    case 'inspect_repository':
      return { kind, repository: await inspectRepository(request, readHostEnvironment()) };
    case 'find_git_folders':
      return { kind, folders: findGitFolders(request.folder) };
    case 'read_sources':
      return { kind, texts: readSources(request.root, request.sources) };
    case 'known_secrets':
      return { kind, secrets: readKnownSecrets(request.folders) };
    case 'surroundings':
      return { kind, digest: await digestSurroundings(request, readHostEnvironment()) };
    case 'find_damage':
      return { kind, damage: findDamage(request.file) };
    case 'open_in_editor':
      await openInEditor(request);
      return { kind };
    default:
      return assertNever(request);
  }
}

type CheckoutRequest = Exclude<
  Extract<Exclude<HostRequest, TrashRequest | MergeRequest | ChangesRequest>, { repo: string }>,
  { worktree: string }
>;

async function answerOfCheckout(request: CheckoutRequest): Promise<HostAnswer> {
  const { kind } = request;
  switch (kind) {
    case 'git_facts':
      return { kind, facts: await readGitFacts(request.repo) };
    case 'snapshot_checkout':
      return { kind, snapshot: await snapshotCheckout(request.repo) };
    case 'list_branches':
      return { kind, branches: await listBranches(request.repo) };
    case 'init_repository':
      return { kind, first: await initRepository(request) };
    case 'free_branch':
      return { kind, branch: await freeBranch(request.repo, request.name) };
    case 'install_facts':
      return { kind, facts: await readInstallFacts(request, readHostEnvironment()) };
    case 'root_trust':
      return { kind, trust: await readTrust(request.repo) };
    default:
      return assertNever(request);
  }
}

type WorktreeRequest = Extract<
  Exclude<HostRequest, TrashRequest | MergeRequest | ChangesRequest>,
  { worktree: string } | { trees: readonly string[] }
>;

async function answerOfWorktree(request: WorktreeRequest): Promise<HostAnswer> {
  const { kind } = request;
  switch (kind) {
    case 'tree_hash':
      return { kind, treeHash: await hashTree(request.worktree) };
    case 'follow_program':
      return { kind, leadsTo: await followProgram(request) };
    case 'prepare_worktree':
      return { kind, prepared: await prepareWorktree(request) };
    case 'remove_worktree':
      return { kind, removed: await removeWorktree({ ...request, nowMs: Date.now() }) };
    case 'commit_worktree':
      return { kind, ...(await commitWorktree(request)) };
    case 'run_diff':
      return { kind, ...(await runDiff(request.worktree, request.base)) };
    case 'changed_paths':
      return { kind, paths: await changedPaths(request.worktree, request.base) };
    case 'read_of_commit':
      return { kind, texts: await readOfCommit(request.worktree, request) };
    default:
      return assertNever(request);
  }
}

async function killAll(processes: readonly RecordedProcess[]): Promise<HostAnswer> {
  const ends = await Promise.all(
    processes.map(
      async ({ pid, startTicks }) => [await killRecorded(pid, startTicks), pid] as const,
    ),
  );
  const pidsOf = (wanted: string): number[] =>
    ends.filter(([end]) => end === wanted).map(([, pid]) => pid);
  const [killed, gone, unproven] = [pidsOf('killed'), pidsOf('gone'), pidsOf('unproven')];
  return { kind: 'kill_recorded', killed, gone, unproven };
}
