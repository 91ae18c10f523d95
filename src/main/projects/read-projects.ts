import { workedMs } from '#core/budget/worked-time.ts';
import { inWholes } from '#core/estimate/log-normal.ts';
import { overrunShare, runwayMinutes, runwayStatus } from '#core/budget/runway.ts';
import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { bandSchema, budgetCapsSchema } from '#shared/contract/pas-schemas.ts';
import {
  planSchema,
  repositoryFactsSchema,
  totalsSchema,
  type Project,
} from '#shared/contract/plms-schemas.ts';
import type { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { runProgress } from '#shared/present/run-progress.ts';
import { microToUsd, msToMinutes, usdToMicro } from '#shared/units.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { Reads } from '../db/reads.ts';
import type { Requester } from '#shared/rules.ts';
import { lookOrSay, type Look } from '../approvals/trust/look-at-roots.ts';
import { sayTrust } from '../approvals/trust/say-trust.ts';
import { missingOfCheckout } from '../approvals/install/ask-about-installs.ts';
import { planWillAsk } from '../approvals/will-ask.ts';
import type { Execution, Ledger, Queue, Settings } from '../dispatch/spine.ts';
import { inTrash } from '../dispatch/run-states.ts';
import { burnMicroPerMin, runStatus } from '../runs/read-runs.ts';
import { iso, isoOrNull } from '../runs/wire.ts';

type Plms = typeof plmsContract;
type Detail = Output<Plms['getProject']>;

/** The registered project, or `unknown_project` with what to do. */
export function requireProject(from: { read: Reads }, id: number): ProjectRow {
  const row = from.read.projects.get(id);
  if (row?.registered === 1 && row.trash_id === null) return row;
  if (row?.registered === 1)
    throw new AppError('unknown_project', inTrash(`Project ${id}`, row.trash_id));
  throw new AppError(
    'unknown_project',
    `There is no project ${id}. \`vp projects\` lists them, \`vp new\` registers one.`,
  );
}

export function toWireProject(row: ProjectRow): Project {
  return {
    project_id: row.project_id,
    name: row.name,
    description: row.description,
    tags: JSON.parse(row.tags) as string[],
    status: row.status,
    repo: row.repo,
    template: row.template,
    weight: row.weight,
    current_run_id: row.current_run_id,
    overridden: row.overridden === 1,
    budget_question: row.budget_question,
    budget_caps: parseStored(budgetCapsSchema, row.budget_caps),
    breach_policy: row.breach_policy,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}

/** A stored JSON column by its schema; null stays null. Older ones hold fractions of tokens. */
export function parseStored<S extends z.ZodType>(
  schema: S,
  text: string | null,
): z.output<S> | null {
  return text === null ? null : schema.parse(JSON.parse(text, withWholeTokens));
}

function withWholeTokens(key: string, value: unknown): unknown {
  const band = key === 'tokens' ? bandSchema.safeParse(value) : undefined;
  return band?.success === true ? inWholes(band.data) : value;
}

/** A project with everything known of it. */
export async function projectDetail(
  spine: Ledger & Settings & Execution,
  id: number,
  requester: Requester,
): Promise<Detail> {
  const look = await lookAtRepository(spine, requireProject(spine.store, id));
  const row = requireProject(spine.store, id);
  const missing = await missingOfCheckout(spine, row.repo);
  const from = { read: spine.store.read, nowMs: spine.clock.nowMs() };
  const plan = parseStored(planSchema, row.plan);
  return {
    ...toWireProject(row),
    facts: parseStored(repositoryFactsSchema, row.facts),
    checkout: await checkoutOf(spine, row),
    plan,
    will_ask: planWillAsk(from, spine, row, { tasks: plan?.tasks ?? [], requester, look, missing }),
    trust: sayTrust(from, look, { ...row, requester }),
    totals: parseStored(totalsSchema, row.totals),
    runs: spine.store.read.runs.search({ projectId: id, limit: 100 }).map((run) => ({
      run_id: run.run_id,
      status: run.status,
      run_kind: run.kind,
      overridden: run.override !== null,
      created_at: iso(run.created_at),
      ended_at: isoOrNull(run.ended_at),
    })),
  };
}

async function checkoutOf(
  spine: Pick<Execution, 'pools'>,
  { repo }: Pick<ProjectRow, 'repo'>,
): Promise<Detail['checkout']> {
  if (repo === null) return null;
  try {
    const { facts } = await spine.pools.ask({ kind: 'git_facts', repo });
    return { branch: facts.branch, commit: facts.commit, uncommitted: facts.uncommitted };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** What a start of the project finds in its repository's git settings; null: it has none. */
export async function lookAtRepository(
  spine: Pick<Execution, 'pools'>,
  { repo }: Pick<ProjectRow, 'repo'>,
): Promise<Look | null> {
  return repo === null ? null : lookOrSay(spine, repo);
}

/** Progress of the project's current run. */
export function projectStatus(spine: Ledger & Queue, id: number): Output<Plms['projectStatus']> {
  const row = requireProject(spine.store, id);
  const run = row.current_run_id === null ? null : runStatus(spine, row.current_run_id);
  const current = run?.tasks.find((task) => task.status === 'running') ?? null;
  return {
    project: toWireProject(row),
    run,
    progress: run === null ? 0 : runProgress(run).share,
    current_task: current?.title ?? null,
    budget_left_usd:
      run === null || run.budget_usd === null
        ? null
        : Math.max(0, run.budget_usd - run.spend_usd - run.reserved_usd),
  };
}

/** How long the budget lasts at the present burn rate. */
export function budgetRunway(spine: Ledger & Queue, id: number): Output<Plms['budgetRunway']> {
  const row = requireProject(spine.store, id);
  const run =
    row.current_run_id === null ? undefined : spine.store.read.runs.get(row.current_run_id);
  if (run === undefined) {
    const { budget_caps: caps } = toWireProject(row);
    return {
      budget: {
        usd_max: caps?.budget_usd ?? null,
        usd_spent: 0,
        burn_per_min: 0,
        minutes_max: caps?.duration_minutes ?? null,
        minutes_worked: 0,
      },
      runway: { minutes_to_depletion: null, projected_overrun_usd: null },
      status: 'ok',
    };
  }
  const burn = burnMicroPerMin(spine, run);
  const minutes = runwayMinutes({
    capMicro: run.cap_micro,
    spentMicro: run.spend_micro,
    burnMicroPerMin: burn,
  });
  const projectedUsd = runStatus(spine, run.run_id).projected_usd;
  const overrun = projectedUsd === null ? 0 : overrunShare(usdToMicro(projectedUsd), run.cap_micro);
  return {
    budget: {
      usd_max: run.cap_micro === null ? null : microToUsd(run.cap_micro),
      usd_spent: microToUsd(run.spend_micro),
      burn_per_min: burn / 1e6,
      minutes_max: run.cap_ms === null ? null : msToMinutes(run.cap_ms),
      minutes_worked: msToMinutes(workedMs(run, spine.clock.nowMs())),
    },
    runway: {
      minutes_to_depletion: minutes,
      projected_overrun_usd:
        projectedUsd === null || run.cap_micro === null
          ? null
          : Math.max(0, projectedUsd - microToUsd(run.cap_micro)),
    },
    status: runwayStatus(minutes, overrun),
  };
}

/** A project and its current run, as every change of them answers. */
export function changedProject(
  from: { read: Reads },
  projectId: number,
): Output<Plms['cancelProject']> {
  const row = requireProject(from, projectId);
  const run = row.current_run_id === null ? undefined : from.read.runs.get(row.current_run_id);
  return {
    project_id: projectId,
    status: row.status,
    run_id: row.current_run_id,
    run_status: run?.status ?? null,
  };
}
