import { randomUUID } from 'node:crypto';
import type { BreachPolicy } from '#shared/breach-policy.ts';
import type { ProjectDetail } from '#shared/contract/plms-schemas.ts';
import { AppError } from '#shared/errors.ts';
import { capText } from '#shared/present/cap-text.ts';
import { describeLeftChanges } from '#shared/present/describe-base.ts';
import { isActiveProject } from '#shared/present/activity.ts';
import { confirmCap } from '../arguments/confirm-cap.ts';
import type { Cli } from '../cli.ts';
import { print, printJson, printJsonLine, remark } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { findEngine } from '../engine/find-engine.ts';
import { startBackground } from '../engine/start-background.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { currentProject, rememberAddresses } from '../state/current-project.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { askYesNo } from '../terminal/ask-yes-no.ts';
import { renderWillAsk } from '../views/render-will-ask.ts';
import { sayPlanned } from '../views/say-planned.ts';
import { renderStarted } from '../views/render-started.ts';
import { followRun } from './follow-run.ts';

export interface StartOptions {
  idempotency?: string;
  withChanges?: boolean;
  withoutChanges?: boolean;
  follow?: boolean;
  /** Lets missing dependencies be installed for the project. */
  install?: boolean;
  budget?: number;
  /** Minutes. */
  duration?: number;
  onBreach?: BreachPolicy;
  yes?: boolean;
}

/**
 * Approves the plan with its budget and starts the run. With nothing running, an engine is kept
 * running in the background; a person may choose to have it for this run only.
 */
export async function runStart(cli: Cli, options: StartOptions): Promise<number> {
  const running = await findEngine(cli);
  if (running !== null) {
    await rememberAddresses(cli, running);
    return startOn(cli, running, options);
  }
  if (!(await wantsBackground(cli))) {
    return withAnyEngine(
      cli,
      (engine) => startOn(cli, engine, { ...options, follow: true }),
      'work',
    );
  }
  const { engine, logFile } = await startBackground(cli);
  remark(
    cli,
    `an engine now runs in the background (pid ${engine.pid}, log ${logFile}); stop it with \`kill ${engine.pid}\``,
  );
  return startOn(cli, engine, options).catch((error: unknown) => {
    if (!(error instanceof AppError) || engine.pid === null) throw error;
    process.kill(engine.pid, 'SIGTERM');
    remark(cli, 'that engine was stopped again, because no run was started');
    throw error;
  });
}

async function wantsBackground(cli: Cli): Promise<boolean> {
  if (cli.json || !cli.terminal.isInteractive || !cli.streams.stdin.isTTY) return true;
  return askYesNo(cli, 'Nothing is running. Keep an engine running in the background?');
}

async function startOn(cli: Cli, engine: Engine, options: StartOptions): Promise<number> {
  const { plms, pas } = engine.client;
  const project_id = await currentProject(cli, engine);
  const key = options.idempotency ?? randomUUID();
  const { will_ask, trust, checkout, budget_caps } = await approve(cli, engine, {
    project_id,
    options,
    key,
  });
  if (trust !== null && trust.state !== 'trusted') remark(cli, cleanText(trust.sentence));
  const asks = will_ask.filter(({ refused }) => !refused);
  const approves = asks.filter(({ kind }) => kind !== 'install' || options.install === true);
  for (const line of renderWillAsk(asks, cli.terminal)) remark(cli, line);
  const with_changes = await takesChanges(cli, checkout?.uncommitted ?? 0, options);
  const minutes = options.duration ?? budget_caps?.duration_minutes;
  remark(cli, `starting, ${capText(budget_caps?.budget_usd, minutes)}`);
  const started = await plms.startProject(
    {
      project_id,
      with_changes,
      budget_duration_minutes: options.duration,
      ...(will_ask.length === 0 ? {} : { approves: approves.map(({ action }) => action) }),
    },
    { idempotencyKey: key },
  );
  const run = await pas.runStatus({ run_id: started.run_id });
  if (!options.follow) {
    if (cli.json) printJson(cli, started);
    else print(cli, renderStarted(started, run, engine.hmi, cli.terminal));
    return 0;
  }
  if (cli.json) printJsonLine(cli, { type: 'started', ...started });
  else print(cli, [...renderStarted(started, run, engine.hmi, cli.terminal), '']);
  return followRun(cli, engine, run, { start: { lines: [], next: 0 }, showEvents: true });
}

/** Uncommitted changes are part of a run where a person says so. */
async function takesChanges(
  cli: Cli,
  uncommitted: number,
  { withChanges, withoutChanges }: StartOptions,
): Promise<boolean> {
  const left = describeLeftChanges(uncommitted);
  if (left === null || withChanges === true || withoutChanges === true) return withChanges === true;
  const isAsked = !cli.json && cli.terminal.isInteractive && cli.streams.stdin.isTTY;
  if (isAsked) return askYesNo(cli, `${left} Take them along?`);
  remark(cli, `${left} Take them along with --with-changes.`);
  return false;
}

/**
 * Plans, estimates and approves where the project is not approved yet, or again where a budget, a
 * breach policy or a key was given. The keys of these steps derive from the start's own, so that
 * repeating the command repeats nothing. Answers the project as it is started.
 */
async function approve(
  cli: Cli,
  engine: Engine,
  { project_id, options, key }: { project_id: number; options: StartOptions; key: string },
): Promise<ProjectDetail> {
  const { plms } = engine.client;
  const { budget, onBreach, idempotency } = options;
  const project = await plms.getProject({ project_id });
  const isSettled =
    project.status === 'approved' &&
    budget === undefined &&
    onBreach === undefined &&
    idempotency === undefined;
  // Where a run exists already, a start is refused, or is the repetition of an earlier one.
  if (isSettled || isActiveProject(project.status)) return project;
  const stem = key.slice(0, 240);
  const estimate = await plms.estimateProject(
    { project_id },
    { idempotencyKey: `${stem}-estimate` },
  );
  sayPlanned(cli, estimate);
  const estimateUsd = estimate.totals.cost_usd.mean;
  await confirmCap(cli, { budget, estimateUsd, yes: options.yes });
  await plms.approveProject(
    {
      project_id,
      budget_cost_usd_max: budget ?? project.budget_caps?.budget_usd,
      budget_tokens_max: project.budget_caps?.tokens,
      budget_energy_kwh_max: project.budget_caps?.energy_kwh,
      budget_duration_minutes_max: project.budget_caps?.duration_minutes,
      breach_policy: onBreach ?? project.breach_policy,
    },
    { idempotencyKey: `${stem}-approve` },
  );
  return plms.getProject({ project_id });
}
