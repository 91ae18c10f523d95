import { join } from 'node:path';
import type { FurtherCommand, PlacedDatabase, ToolJob } from '#shared/messages/job.ts';
import { expandReport, REPORT_HOLE } from '#core/commands/expand-report.ts';
import type { StepCommand } from '#core/gates/types.ts';
import type { Question } from '#core/rules/answering-rule.ts';
import type { Place } from '#shared/messages/place.ts';
import { hasSecretLabel } from '#core/secrets/masker.ts';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { AppError } from '#shared/errors.ts';
import type { LaneConfig } from '#shared/lanes.ts';
import { payloadSchema } from '#shared/payload.ts';
import type { Requester } from '#shared/rules.ts';
import type { LaneAttempt, TaskRow } from '../db/tasks.ts';
import { allowedPlaces } from '../approvals/places/allowed-places.ts';
import { commandOfCard } from './command-of-card.ts';
import { withInstalled } from './installed-dependencies.ts';
import { makeScratch } from './make-scratch.ts';
import { requirePermission } from './require-permission.ts';
import type { Execution, Ledger, Settings } from './spine.ts';
import type { RunWorktree } from './worktrees.ts';

/** How long a command may take that names no limit. */
export const DEFAULT_TIMEOUT_S = 900;

/** A tool task ready to run: the job, and what is needed to read its result. */
export interface PreparedTool {
  job: ToolJob;
  /** The step it measures; null for a plain command. */
  step: StepCommand | null;
  worktree: RunWorktree | null;
  treeHash: string;
  /** The command's words; `{report}` stands for the path of its report. */
  template: readonly string[];
}

/**
 * Prepares worktree, command and confinement. Throws AppError with the reason when the card cannot
 * be run.
 */
export async function prepareTool(
  spine: Ledger & Settings & Execution,
  row: LaneAttempt & Pick<TaskRow, 'project_id' | 'payload' | 'requester' | 'rule_id'>,
  repo: string | null,
  database: PlacedDatabase | null = null,
): Promise<PreparedTool> {
  const payload = payloadSchema.parse(JSON.parse(row.payload));
  const asked = { taskId: row.task_id, runId: row.run_id, projectId: row.project_id };
  const worktree =
    repo === null
      ? null
      : await withInstalled(spine, await spine.worktrees.ensure(row.run_id, repo), asked);
  const scratch = makeScratch(spine, `${row.task_id}.${row.attempt}`);
  const report = join(scratch, 'report');
  const found = worktree?.found ?? null;
  const { argv, step } = commandOfCard(payload, found, report);
  const { argv: template } = commandOfCard(payload, found, REPORT_HOLE);
  const treeHash = worktree === null ? '' : await treeHashOf(spine, worktree);
  const job = await buildToolJob(spine, {
    taskId: row.task_id,
    attempt: row.attempt,
    lane: spine.lanes.get(row.lane),
    argv,
    inCopy: step?.inCopy === true || database !== null,
    database,
    scratch,
    worktree,
    timeoutS: payload.timeout_s ?? DEFAULT_TIMEOUT_S,
    report,
    step,
    requester: row.requester,
    rule: row.rule_id === null ? null : 'allow',
    places: placesOf(spine, { step, worktree, asked }),
  });
  return { job, step, worktree, treeHash, template };
}

/**
 * The repository's command for a step as a job of the app's own, for gates that no task measured.
 */
export async function prepareGate(
  spine: Ledger & Settings & Execution,
  input: {
    name: string;
    lane: LaneConfig;
    step: StepCommand;
    worktree: RunWorktree;
    asked: Omit<Question, 'action'>;
  },
): Promise<PreparedTool> {
  const worktree = await withInstalled(spine, input.worktree, input.asked);
  const scratch = makeScratch(spine, input.name);
  const report = join(scratch, 'report');
  const job = await buildToolJob(spine, {
    taskId: input.name,
    attempt: 1,
    lane: input.lane,
    argv: expandReport(input.step.measured, report),
    inCopy: input.step.inCopy === true,
    database: null,
    scratch,
    worktree,
    timeoutS: DEFAULT_TIMEOUT_S,
    report,
    step: input.step,
    requester: 'local_user',
    rule: null,
    places: placesOf(spine, input),
  });
  return {
    job,
    step: input.step,
    worktree,
    treeHash: await treeHashOf(spine, worktree),
    template: input.step.measured,
  };
}

/**
 * A command that was just run, once more as a job of the app's own: in a copy of what git would
 * keep of its worktree, with some paths as a commit has them.
 */
export async function prepareAgain(
  spine: Settings & Execution,
  { job, step, worktree, template }: PreparedTool,
  copy: { name: string; lane: LaneConfig; copyAs: NonNullable<ToolJob['copyAs']> },
): Promise<ToolJob> {
  const scratch = makeScratch(spine, copy.name);
  const report = join(scratch, 'report');
  const again = await buildToolJob(spine, {
    taskId: copy.name,
    attempt: 1,
    lane: copy.lane,
    argv: expandReport(template, report),
    inCopy: true,
    database: null,
    scratch,
    worktree,
    timeoutS: job.limits.wallMs / 1000,
    report,
    step,
    requester: 'local_user',
    // The same words were permitted a moment ago.
    rule: 'allow',
    places: job.places,
  });
  return { ...again, copyAs: copy.copyAs };
}

/** Only what the repository itself names as its test, lint and build commands gets a way out. */
function placesOf(
  spine: Ledger,
  {
    step,
    worktree,
    asked,
  }: {
    step: StepCommand | null;
    worktree: RunWorktree | null;
    asked: Omit<Question, 'action'>;
  },
): Place[] {
  return step === null || worktree === null ? [] : allowedPlaces(spine, worktree.repo, asked);
}

async function treeHashOf(spine: Execution, worktree: RunWorktree): Promise<string> {
  const { treeHash } = await spine.pools.ask({ kind: 'tree_hash', worktree: worktree.worktree });
  return treeHash;
}

interface ToolJobParts {
  taskId: string;
  attempt: number;
  lane: LaneConfig;
  argv: readonly string[];
  inCopy: boolean;
  database: PlacedDatabase | null;
  scratch: string;
  worktree: RunWorktree | null;
  timeoutS: number;
  report: string;
  /** null: a plain command. */
  step: StepCommand | null;
  requester: Requester;
  /** What was recorded about it before it was leased. */
  rule: 'allow' | null;
  places: readonly Place[];
}

async function buildToolJob(spine: Execution, parts: ToolJobParts): Promise<ToolJob> {
  const { worktree } = parts;
  requireSandbox(spine);
  refuseMasked(parts.argv);
  await requirePermission(spine, parts);
  const tree = worktree?.worktree ?? null;
  const copyOf = parts.inCopy ? tree : null;
  return {
    kind: 'tool',
    taskId: parts.taskId,
    attempt: parts.attempt,
    argv: parts.argv,
    cwd: copyOf === null ? (tree ?? parts.scratch) : join(parts.scratch, 'tree'),
    copyOf,
    copyAs: null,
    database: parts.database,
    scratch: parts.scratch,
    checkout:
      worktree === null ? null : { path: worktree.repo, dependencies: worktree.dependencies },
    env: variablesOf(parts.step, parts.report),
    limits: {
      ...COMMAND_LIMITS,
      wallMs: parts.timeoutS * 1000,
      cpuSeconds: parts.timeoutS * 2,
    },
    confinement: {
      driver: spine.sandbox.report().ok ? 'bubblewrap' : 'none',
      writable: [parts.scratch],
      readable: [],
      network: false,
    },
    secretFolders: worktree === null ? [] : [worktree.repo, worktree.worktree],
    reportFile: writesReport(parts.step) ? parts.report : null,
    reportFolders: parts.step?.reportFolders ?? [],
    places: parts.places,
    also: (parts.step?.also ?? []).map((one, at) =>
      furtherCommand(one, `${parts.report}-${at + 2}`),
    ),
  };
}

function furtherCommand(step: StepCommand, report: string): FurtherCommand {
  return {
    argv: expandReport(step.measured, report),
    env: variablesOf(step, report),
    reportFile: writesReport(step) ? report : null,
    reportFolders: step.reportFolders ?? [],
  };
}

function writesReport(step: StepCommand | null): boolean {
  return (step?.reportFile ?? null) !== null;
}

function variablesOf(step: StepCommand | null, report: string): Record<string, string> {
  const variables = Object.entries(step?.env ?? {});
  return Object.fromEntries(
    variables.map(([name, value]) => [name, value.replaceAll('{report}', () => report)]),
  );
}

/** The secret of a card's command is not kept, so the command is no longer what was meant. */
function refuseMasked(argv: readonly string[]): void {
  const masked = argv.find((word) => hasSecretLabel(word));
  if (masked === undefined) return;
  throw new AppError(
    'invalid_input',
    `The command holds a secret, which Slipway does not store: “${masked}”. Have the program read it from a file or its own settings, and send the card without it.`,
  );
}

/** Commands run inside the OS sandbox, or not at all, unless a person recorded otherwise. */
function requireSandbox(spine: Execution): void {
  const { ok, allowedWithout, detail } = spine.sandbox.report();
  if (ok || allowedWithout) return;
  throw new AppError(
    'forbidden',
    `Commands are refused because the OS sandbox does not work here: ${detail} Install bubblewrap, or record your decision with SLIPWAY_ALLOW_UNSANDBOXED=1.`,
  );
}
