import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeftOut } from '#shared/present/left-out.ts';
import { masker } from '../secrets/masker.ts';
import { SCHEMA_VERSION } from '../db/migrate.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';

/** What a run was made of, so that it can be understood and repeated. */
export type Passport = Record<string, unknown>;

export interface PassportOf {
  runId: string;
  projectId: number;
  kind: string;
  mode: string | null;
  /** Whether the uncommitted changes of the repository are part of the run. */
  withChanges: boolean;
  /** Tasks of the plan that are not part of the run, with the reason. */
  leftOut?: readonly LeftOut[];
}

/** Where a run's passport lies as a file, besides the ledger. */
export function passportPath(spine: Settings, runId: string): string {
  return join(
    spine.options.dataDir,
    'passports',
    `${createHash('sha256').update(runId).digest('hex').slice(0, 32)}.json`,
  );
}

/** The same for programs that know a passport by that name and have it by lane. */
export function replayPassportPath(spine: Settings, runId: string): string {
  return passportPath(spine, runId).replace(/\.json$/, '.replay_passport.json');
}

/**
 * Collects and writes the passport. Rejects when the repository cannot be read or the file not
 * written.
 */
export async function writePassport(
  spine: Ledger & Settings & Execution,
  run: PassportOf,
): Promise<Passport> {
  const project = spine.store.read.projects.get(run.projectId);
  const repo = project?.repo ?? spine.options.openRepo;
  const plan =
    project?.plan === undefined || project.plan === null
      ? null
      : (JSON.parse(project.plan) as { prd_hash: string });
  const git = repo === null ? null : await gitOf(spine, repo, run.withChanges);
  const matrix = spine.lanes.all().map((lane) => ({
    lane: lane.name,
    provider: spine.options.synthetic ? 'synthetic:stub' : 'local:tool',
    model: null,
    digest: null,
  }));
  const byLane = Object.fromEntries(matrix.map(({ lane, ...provider }) => [lane, provider]));
  const prdHash = plan?.prd_hash ?? null;
  const passport: Passport = {
    run_id: run.runId,
    project_id: run.projectId,
    run_kind: run.kind,
    mode: run.mode ?? (spine.options.synthetic ? 'synthetic where not runnable' : 'real'),
    created_at: new Date(spine.clock.nowMs()).toISOString(),
    provider_matrix: matrix,
    provider_matrix_by_lane: byLane,
    tools: { slipway: spine.options.version, node: process.version, sqlite_schema: SCHEMA_VERSION },
    environment: {
      platform: process.platform,
      arch: process.arch,
      sandbox: spine.sandbox.report().driver,
    },
    prd_hash: prdHash,
    prd_sha: prdHash,
    left_out: run.leftOut ?? [],
    git_commit: git === null ? null : git['commit'],
    with_changes: run.withChanges,
    git,
    lanes: spine.lanes.all(),
    seed: spine.options.seed,
    time_scale: spine.options.timeScale,
    schema_version: SCHEMA_VERSION,
  };
  await mkdir(join(spine.options.dataDir, 'passports'), { recursive: true, mode: 0o700 });
  await writeMasked(passportPath(spine, run.runId), passport);
  await writeMasked(replayPassportPath(spine, run.runId), { ...passport, provider_matrix: byLane });
  return passport;
}

function writeMasked(file: string, passport: Passport): Promise<void> {
  return writeFile(file, JSON.stringify(masker.maskData(passport), null, 2), { mode: 0o600 });
}

async function gitOf(
  spine: Execution,
  repo: string,
  withChanges: boolean,
): Promise<Record<string, unknown>> {
  const { facts } = await spine.pools.ask({ kind: 'git_facts', repo });
  const { toplevel, commit, branch, uncommitted } = facts;
  const git = { repo: toplevel, commit, branch, dirty: uncommitted > 0, uncommitted };
  if (!withChanges || uncommitted === 0) return git;
  const { snapshot } = await spine.pools.ask({ kind: 'snapshot_checkout', repo: toplevel });
  return { ...git, snapshot };
}
