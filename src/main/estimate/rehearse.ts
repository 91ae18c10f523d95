import { DEFAULT_BREACH_POLICY } from '#shared/breach-policy.ts';
import { join } from 'node:path';
import type { ExecutionMode } from '#shared/states.ts';
import type { ReceiptRow } from '../db/receipts.ts';
import type { TaskAsker, TaskRow } from '../db/tasks.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { terminateRun } from '../runs/change-run.ts';
import { whyWaits } from '../runs/read-runs.ts';
import { afterStart, storeStart } from '../runs/start-run.ts';
import { writePassport } from '../runs/passport.ts';
import { enqueue, storeCard, type JobCard } from '../runs/submit-jobcard.ts';

/** What a rehearsal run brought. */
export interface Rehearsed {
  /** null: nothing could be rehearsed. */
  runId: string | null;
  complete: boolean;
  /** Why it was given up before it ended; null when it was not. */
  blocked: string | null;
  receipts: ReceiptRow[];
  tasks: Map<string, TaskRow>;
  gateFailures: number;
  synthetic: boolean;
}

// A caller waits this long; a longer rehearsal goes on and the answer says it is partial.
const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 250;

/**
 * What is rehearsed: a card without its run and its dependencies, which the sample may not hold.
 */
export type RehearsalCard = Omit<
  JobCard,
  'project_id' | 'run_id' | 'deps' | 'kind' | 'complexity'
> & {
  kind: string;
  complexity: NonNullable<JobCard['complexity']>;
};

/** A card to rehearse, for whoever asks for it. */
export type AskedCard = RehearsalCard & { by: TaskAsker };

interface RehearsalWanted {
  rehearsalId: string;
  projectId: number;
  mode: ExecutionMode | null;
  cards: readonly AskedCard[];
}

/** Runs copies of tasks in a run of their own, in a worktree that is thrown away afterwards. */
export async function rehearse(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  wanted: RehearsalWanted,
): Promise<Rehearsed> {
  const settled = whenSettled(spine, wanted.rehearsalId);
  if (spine.store.read.runs.get(wanted.rehearsalId) === undefined) await begin(spine, wanted);
  const outcome = isSettled(spine, wanted.rehearsalId) ? 'settled' : await settled;
  const blocked = outcome === 'blocked' ? await giveUp(spine, wanted.rehearsalId) : null;
  const complete = outcome === 'settled';
  if (complete) await discardWorktrees(spine, wanted.rehearsalId);
  else discardLater(spine, wanted.rehearsalId);
  const rows = spine.store.read.tasks.listOfRun(wanted.rehearsalId);
  return {
    runId: wanted.rehearsalId,
    complete,
    blocked,
    receipts: spine.store.read.receipts.listOfRun(wanted.rehearsalId),
    tasks: new Map(rows.map((row) => [row.task_id, row])),
    gateFailures: spine.store.read.kpis
      .currentOfRun(wanted.rehearsalId)
      .filter((kpi) => kpi.state === 'fail').length,
    synthetic: rows.some((row) => row.mode === 'synthetic'),
  };
}

async function begin(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  wanted: RehearsalWanted,
): Promise<void> {
  const { projectId, mode } = wanted;
  const passport = await writePassport(spine, {
    runId: wanted.rehearsalId,
    projectId,
    kind: 'rehearsal',
    mode,
    withChanges: false,
  });
  await spine.store.commit.write(
    (tx) => {
      // Another request with the same key came first: its rehearsal serves both.
      if (tx.read.runs.get(wanted.rehearsalId) !== undefined) return [];
      const stored = wanted.cards.map(({ by, ...card }) =>
        storeCard(
          tx,
          spine,
          { ...card, deps: [], project_id: projectId, run_id: wanted.rehearsalId },
          { runKind: 'rehearsal', by },
        ),
      );
      storeStart(tx, spine, {
        input: {
          project_id: projectId,
          run_id: wanted.rehearsalId,
          run_kind: 'rehearsal',
          rehearsal_pct: 0,
          breach_policy: DEFAULT_BREACH_POLICY,
          ...(mode === null ? {} : { mode }),
        },
        passport,
      });
      return stored;
    },
    (stored) => {
      enqueue(spine, stored);
      afterStart(spine, wanted.rehearsalId);
    },
  );
}

function isSettled(spine: Ledger, runId: string): boolean {
  const status = spine.store.read.runs.get(runId)?.status;
  return (
    status === 'completed' ||
    status === 'needs_review' ||
    status === 'failed' ||
    status === 'terminated'
  );
}

/**
 * How waiting ended: it settled, only a person could let it go on, or the longest wait was over.
 */
type Outcome = 'settled' | 'blocked' | 'late';

function whenSettled(spine: Ledger & Queue, runId: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const done = (outcome: Outcome): void => {
      clearTimeout(limit);
      clearInterval(look);
      stopListening();
      resolve(outcome);
    };
    const stopListening = spine.settling.onOver(runId, () => done('settled'));
    const limit = setTimeout(() => done('late'), LONGEST_WAIT_MS);
    const look = setInterval(() => {
      if (whatBlocks(spine, runId) !== null) done('blocked');
    }, LOOK_EVERY_MS);
  });
}

/** Why nothing of a rehearsal will start by itself; null while something runs or may still run. */
function whatBlocks(spine: Ledger & Queue, runId: string): string | null {
  if (spine.store.read.runs.get(runId)?.status === 'paused') return 'The rehearsal was paused.';
  const open = spine.store.read.tasks
    .listOfRun(runId)
    .filter((task) => ['queued', 'running', 'waiting_io'].includes(task.status));
  const waits = open.map((task) => whyWaits(spine, task));
  const isStuck = waits.every((wait) => wait?.kind === 'budget' || wait?.kind === 'approval');
  return isStuck ? (waits[0]?.text ?? null) : null;
}

/** What cannot run now must not surprise anybody by running tomorrow. */
async function giveUp(spine: Ledger & Queue & Execution & Upkeep, runId: string): Promise<string> {
  const why = whatBlocks(spine, runId) ?? 'Nothing of it could start.';
  const status = spine.store.read.runs.get(runId)?.status;
  if (status === 'executing' || status === 'paused')
    await terminateRun(
      spine,
      { run_id: runId, reason: why },
      { actor: 'local', requester: 'local_user' },
    );
  return why;
}

/** A rehearsal that outlasts its caller's patience is cleared away when it ends. */
function discardLater(spine: Ledger & Settings & Queue & Execution & Upkeep, runId: string): void {
  const stopListening = spine.settling.onOver(runId, () => {
    stopListening();
    void discardWorktrees(spine, runId);
  });
}

/** Worktree and branch go; what the rehearsal changed is kept in the data folder's trash. */
async function discardWorktrees(
  spine: Ledger & Settings & Execution & Upkeep,
  runId: string,
): Promise<void> {
  const trash = join(spine.options.dataDir, 'trash');
  for (const row of spine.store.read.worktrees.listOfRun(runId)) {
    const { repo, path: worktree, branch } = row;
    const archive = join(trash, `${branch.replaceAll('/', '-')}.tar`);
    await spine.pools
      .ask({ kind: 'remove_worktree', repo, worktree, branch, archive, dropBranch: true })
      .catch((error: unknown) =>
        spine.log.warn({ err: error, run: runId }, 'a rehearsal’s worktree could not be removed'),
      );
  }
}
