import { basename } from 'node:path';
import { installAction } from '#core/install/install-action.ts';
import { installCommand, installQuestion } from '#core/install/install-text.ts';
import { answeringRule } from '#core/rules/answering-rule.ts';
import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import { AppError } from '#shared/errors.ts';
import type { Install } from '#shared/messages/install.ts';
import type { Payload } from '#shared/payload.ts';
import type { ShownAction } from '#shared/rules.ts';
import type { Reads } from '../../db/reads.ts';
import type { RunStage } from '../../db/runs.ts';
import type { TaskRow } from '../../db/tasks.ts';
import type { Tx } from '../../db/transactions.ts';
import { missingInstalls } from '../../dispatch/installed-dependencies.ts';
import type { Execution, Ledger, Settings } from '../../dispatch/spine.ts';
import { askOnce } from '../ask-once.ts';

/** Dependencies that a repository's tree lacks. */
export interface Missing {
  repo: string;
  install: Install;
}

/** What the trees of a run lack, where something of the run is not as it should be. */
export async function missingOfRun(
  spine: Ledger & Execution,
  { run_id: runId }: Pick<RunStage, 'run_id'>,
): Promise<Missing[]> {
  const { read } = spine.store;
  const isGood =
    read.tasks.listOfRun(runId).every(({ status }) => status === 'succeeded') &&
    read.kpis.currentOfRun(runId).every(({ state }) => state === 'pass');
  if (isGood) return [];
  const places = read.worktrees.listOfRun(runId).filter(({ state }) => state === 'ready');
  const found = places.map(({ repo, path }) => missingOrNone(spine, { repo, tree: path }));
  return (await Promise.all(found)).flat();
}

/** The same of a checkout, before a run; null: there is no repository. */
export async function missingOfCheckout(
  spine: Pick<Execution, 'pools'>,
  repo: string | null,
): Promise<Missing[]> {
  return repo === null ? [] : missingOrNone(spine, { repo, tree: repo });
}

/** A repository that cannot be read says so where it is used. */
async function missingOrNone(
  spine: Pick<Execution, 'pools'>,
  where: { repo: string; tree: string },
): Promise<Missing[]> {
  try {
    const installs = await missingInstalls(spine, where);
    return installs.map((install) => ({ repo: where.repo, install }));
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** Asks, for a run in review, whether what its trees lack may be installed, once. */
export function askAboutInstalls(
  tx: Tx,
  spine: Settings,
  row: Pick<RunStage, 'run_id' | 'project_id'>,
  { missing, tasks }: { missing: readonly Missing[]; tasks: readonly TaskRow[] },
): void {
  const run = { runId: row.run_id, projectId: row.project_id };
  for (const { repo, install } of missing) {
    const task = taskIn(tasks, repo);
    if (task === undefined) continue;
    const asked = {
      kind: 'install' as const,
      action: installAction(repo, install),
      question: installQuestion(install, basename(repo)),
      shown: { ...shownInstall(repo, install), lane: task.lane },
      task,
    };
    askOnce(tx, spine, asked, run);
  }
}

function taskIn(tasks: readonly TaskRow[], repo: string): TaskRow | undefined {
  const isThere = ({ payload }: TaskRow): boolean => (JSON.parse(payload) as Payload).repo === repo;
  return (
    tasks.find((task) => isThere(task) && task.status === 'failed') ??
    tasks.find(isThere) ??
    tasks[0]
  );
}

function shownInstall(repo: string, install: Install): ShownAction {
  const { from, registries } = install;
  const command = installCommand(install);
  return {
    argv: [],
    repo,
    lane: null,
    install: { command, from: from.file, digest: from.digest, registries: [...registries] },
  };
}

/**
 * What a plan lacks before it is started. A start approves it only where the caller names it: to
 * show it is not enough for letting something in from a network.
 */
export function installsWillAsk(
  { read, nowMs }: { read: Reads; nowMs: number },
  missing: readonly Missing[],
  { projectId, tasks }: { projectId: number; tasks: string[] },
): WillAsk[] {
  if (tasks.length === 0) return [];
  return missing.flatMap(({ repo, install }) => {
    const action = installAction(repo, install);
    const asked = { action, taskId: '', runId: '', projectId };
    const rule = answeringRule(read.rules.about(action), asked, nowMs);
    if (rule?.decision === 'allow') return [];
    const why =
      rule === null ? installQuestion(install, basename(repo)) : `Rule ${rule.ruleId} refuses it.`;
    return [
      {
        kind: 'install' as const,
        action,
        shown: shownInstall(repo, install),
        title: `Dependencies of ${basename(repo)}`,
        tasks,
        why,
        refused: rule !== null,
        with_start: false,
      },
    ];
  });
}
