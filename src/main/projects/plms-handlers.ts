import type {
  CallContext,
  Handlers,
  Output,
  Parsed,
  plmsContract,
} from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { Execution, Ledger, Queue, Settings, Spine, Upkeep } from '../dispatch/spine.ts';
import { overrideRun, pauseRun, resumeRun, terminateRun } from '../runs/change-run.ts';
import { inspectRepository } from './inspect-repository.ts';
import { initRepository } from './init-repository.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { cancelProject } from './cancel-project.ts';
import { approveProject } from './approve-project.ts';
import { planProject } from './plan-project.ts';
import { estimateProject } from '../estimate/estimate-project.ts';
import {
  budgetRunway,
  changedProject,
  projectDetail,
  projectStatus,
  requireProject,
  toWireProject,
} from './read-projects.ts';
import { simulateProject } from '../estimate/simulate-project.ts';
import { startProject } from './start-project.ts';
import { createProject } from './create-project.ts';
import { projectTrashHandlers } from '../trash/trash-handlers.ts';
import { validateRun } from '../gates/validate-run.ts';
import { iso } from '../runs/wire.ts';

type Plms = typeof plmsContract;
type Changed = Output<Plms['pauseProject']>;

/** PLMS: what answers each operation of its table. */
export function createPlmsHandlers(spine: Spine): Handlers<Plms> {
  return {
    plmsHealth: async () => {
      const part = spine.store.fault() === null ? 'ok' : 'error';
      return {
        status: spine.life.isStopping() ? 'stopping' : part === 'ok' ? 'ok' : 'degraded',
        service: 'plms',
        version: spine.options.version,
        projects: spine.store.read.projects.countRegistered(),
        redis: 'not_used',
        db: part,
        filesystem: part,
      };
    },
    ...registry(spine),
    ...projectTrashHandlers(spine),
    generatePrd: (input, call) => planProject(spine, input, call),
    estimateProject: (input, call) => estimateProject(spine, input, call),
    approveProject: (input, call) => approveProject(spine, input, call),
    startProject: (input, call) => startProject(spine, input, call),
    simulateProject: (input, call) => simulateProject(spine, input, call),
    ...currentRun(spine),
    projectStatus: async (input) => projectStatus(spine, input.project_id),
    budgetRunway: async (input) => budgetRunway(spine, input.project_id),
    listRepositories: async () => ({
      repositories: spine.store.read.settings.repositories().map((row) => ({
        path: row.path,
        name: row.name,
        last_opened_at: iso(row.last_opened_at),
      })),
    }),
    initRepository: (input, call) => initRepository(spine, input, call),
    openRepository: async (input, call) => {
      const { facts } = await inspectRepository(spine, input.path);
      return writeKeyed(spine, {
        operation: 'openRepository',
        input,
        call,
        effect: (tx) => {
          tx.settings.openRepository(facts.path, facts.name, tx.nowMs);
          return { facts };
        },
      });
    },
  };
}

function registry(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
): Pick<
  Handlers<Plms>,
  'createProject' | 'listProjects' | 'getProject' | 'cancelProject' | 'cancelProjectByPost'
> {
  return {
    createProject: (input, call) => createProject(spine, input, call),
    listProjects: async (input) => {
      const wanted = input.tags === undefined ? [] : input.tags.split(',').map((tag) => tag.trim());
      // Tags are looked at here, so the limit can only count what is left.
      const limit = wanted.length === 0 ? input.limit : Number.MAX_SAFE_INTEGER;
      const projects = spine.store.read.projects
        .search({ status: input.status, q: input.q, limit })
        .map(toWireProject)
        .filter((project) => wanted.every((tag) => project.tags.includes(tag)));
      return { projects: projects.slice(0, input.limit) };
    },
    getProject: (input, call) => projectDetail(spine, input.project_id, call.requester),
    cancelProject: (input, call) => cancelProject(spine, input, call),
    cancelProjectByPost: (input, call) => cancelProject(spine, input, call),
  };
}

type RunChanges =
  | 'pauseProject'
  | 'resumeProject'
  | 'terminateProject'
  | 'validateProject'
  | 'completeProject';

/** The run's own operations, by the project whose current run it is. */
function currentRun(spine: Spine): Pick<Handlers<Plms>, RunChanges> {
  async function change(
    operation: typeof terminateRun,
    input: Parsed<Plms['pauseProject']>,
    call: CallContext,
  ): Promise<Changed> {
    const runId = requireCurrentRun(spine, input.project_id);
    const answer = await operation(spine, { run_id: runId, ...reasonOf(input) }, call);
    return {
      ...changedProject(spine.store, input.project_id),
      ...(answer.idempotent_replay === true ? { idempotent_replay: true } : {}),
    };
  }
  return {
    pauseProject: (input, call) => change(pauseRun, input, call),
    resumeProject: (input, call) => change(resumeRun, input, call),
    terminateProject: (input, call) => change(terminateRun, input, call),
    validateProject: async (input, call) => {
      const validated = await validateRun(
        spine,
        { run_id: requireCurrentRun(spine, input.project_id), ...reasonOf(input) },
        call,
      );
      return {
        ...changedProject(spine.store, input.project_id),
        verification: validated.verification,
        gates: validated.gates,
      };
    },
    completeProject: (input, call) => completeProject(spine, input, call),
  };
}

/** Completes when the gates hold; against them only with a reason, which is recorded. */
async function completeProject(
  spine: Ledger,
  input: Parsed<Plms['completeProject']>,
  call: CallContext,
): Promise<Changed> {
  const runId = requireCurrentRun(spine, input.project_id);
  const row = spine.store.read.runs.get(runId);
  if (row?.status === 'completed') return changedProject(spine.store, input.project_id);
  if (row?.status === 'needs_review' && input.override_reason !== undefined) {
    await overrideRun(spine, { run_id: runId, reason: input.override_reason, scope: 'run' }, call);
    return changedProject(spine.store, input.project_id);
  }
  if (row?.status === 'needs_review') {
    throw new AppError(
      'gate_violation',
      `Run "${runId}" does not hold: ${row.reason ?? 'its gates failed'} Fix it and re-run, or complete with an override reason.`,
    );
  }
  throw new AppError(
    'illegal_transition',
    `Run "${runId}" is ${row?.status ?? 'unknown'}; a project completes when its run has ended and its gates hold.`,
  );
}

function requireCurrentRun(spine: Ledger, projectId: number): string {
  const row = requireProject(spine.store, projectId);
  if (row.current_run_id !== null) return row.current_run_id;
  throw new AppError(
    'unknown_run',
    `Project ${projectId} has no run yet. Start one: \`vp start\`.`,
  );
}

function reasonOf({ reason }: { reason?: string | undefined }): { reason?: string } {
  return reason === undefined ? {} : { reason };
}
