import type { Output, pasContract, plmsContract } from '#shared/contract/contract.ts';
import type { Evidence } from '#shared/evidence.ts';
import type { RunState } from '#shared/states.ts';

type Run = Output<typeof pasContract.runStatus>;
type Project = Output<typeof plmsContract.projectStatus>['project'];
type Estimate = Output<typeof plmsContract.estimateProject>;
export type Detail = Output<typeof plmsContract.getProject>;

export const AT = '2026-01-02T03:04:05.000Z';

/** What PLMS says of itself when all is well. */
export function sampleHealth(): Output<typeof plmsContract.plmsHealth> {
  return {
    status: 'ok',
    service: 'plms',
    version: '1',
    projects: 1,
    redis: 'not_used',
    db: 'ok',
    filesystem: 'ok',
  };
}

export function sampleProject(repo: string, changes: Partial<Project> = {}): Project {
  return {
    project_id: 7,
    name: 'Shop',
    description: '',
    tags: [],
    status: 'pending_approval',
    repo,
    template: null,
    weight: 1,
    current_run_id: 'run-1',
    overridden: false,
    budget_question: null,
    budget_caps: null,
    breach_policy: 'pause',
    created_at: AT,
    updated_at: AT,
    ...changes,
  };
}

export const failingEvidence: Evidence = {
  command: ['npm', 'test'],
  exit_code: 1,
  duration_ms: 3140,
  tests_executed: 42,
  tests_failed: ['cart > adds up'],
  report_format: 'vitest',
  tree_hash: '0123456789abcdef0123456789abcdef01234567',
  reason: '1 of 42 tests failed',
  output_tail: '',
};

type Task = Run['tasks'][number];

export function sampleTask(changes: Partial<Task> = {}): Task {
  return {
    task_id: 'task-1',
    lane: 'Code-Impl',
    status: 'succeeded',
    title: 'Run the tests',
    kind: 'tool',
    mode: 'real',
    deps: [],
    attempt: 1,
    progress_pct: 1,
    reason: null,
    waits: null,
    queued_at: AT,
    started_at: AT,
    ended_at: AT,
    time_ms: 3140,
    cost_usd: 0.0012,
    reserved_usd: 0,
    tokens_total: null,
    energy_kwh: null,
    estimate_ms: null,
    ...changes,
  };
}

export function sampleRun(status: RunState, changes: Partial<Run> = {}): Run {
  const waiting = sampleTask({
    task_id: 'task-2',
    title: 'Lint',
    status: 'queued',
    waits: { kind: 'dependency', text: 'waits for Run the tests' },
    time_ms: null,
    cost_usd: null,
    started_at: null,
    ended_at: null,
  });
  return {
    run_id: 'run-1',
    project_id: 7,
    status,
    reason: null,
    run_kind: 'baseline',
    mode: 'real',
    verification: 'unverified',
    validation_pass: null,
    overridden: null,
    budget_overridden: null,
    budget_question: null,
    tasks_total: 2,
    tasks_completed: 1,
    tasks_failed: 0,
    tasks_skipped: 0,
    left_out: [],
    spend_usd: 0.0012,
    reserved_usd: 0,
    budget_usd: 2,
    budget_duration_minutes: null,
    worked_minutes: 0,
    time_up_at: null,
    breach_policy: 'pause',
    projected_usd: null,
    spend_energy_kwh: 0,
    energy_unknown_tasks: 1,
    tokens_total: 0,
    runway_minutes: null,
    kpi_violations: [],
    gates: [],
    base_commit: null,
    uncommitted: null,
    with_changes: false,
    lacks: [],
    branch: 'slipway/run-1',
    worktree_path: '/data/worktrees/run-1',
    repo_path: '/repo',
    created_at: AT,
    started_at: AT,
    ended_at: null,
    tasks: [sampleTask(), waiting],
    tasks_next_offset: null,
    ...changes,
  };
}

const band = (mean: number): { mean: number; ci_90: [number, number] } => ({
  mean,
  ci_90: [mean / 2, mean * 2],
});

export function sampleEstimate(): Estimate {
  const figures = {
    tokens: band(12_400),
    time_ms: band(184_000),
    cost_usd: band(0.5),
    energy_kwh: null,
  };
  const task = {
    key: 'test',
    title: 'Run the tests',
    lane: 'Code-Impl',
    kind: 'tool',
    complexity: 'low' as const,
    deps: [],
    parent: null,
    kpis: ['test_pass_rate'],
    payload: {},
    command: null,
    runnable: true,
  };
  const source = {
    basis: 'shipped_prior' as const,
    observations: 0,
    cold_start: true,
    text: 'shipped prior of Code-Impl',
  };
  return {
    project_id: 7,
    status: 'pending_approval',
    planned_on_the_way: null,
    tasks: [{ ...task, estimate: { ...figures, source } }],
    totals: { ...figures, cold_start: true, coverage: { observed: null, n: 0 }, text: 'one task' },
  };
}

export function sampleDetail(repo: string, changes: Partial<Detail> = {}): Detail {
  const { tasks, totals } = sampleEstimate();
  const plan = {
    source: 'template' as const,
    goal: 'Make the cart add up',
    goal_assumed: false,
    prd: '# Cart',
    prd_hash: 'abc',
    waves: [['test']],
    conflicts: [],
    tasks,
    notes: ['No build command was found.'],
  };
  const known = { facts: null, checkout: null, plan, will_ask: [], trust: null, totals, runs: [] };
  return { ...sampleProject(repo), ...known, ...changes };
}

/** The answer of projectStatus for a run of the sample project. */
export function statusOf(repo: string, run: Run | null): Output<typeof plmsContract.projectStatus> {
  const project = sampleProject(repo);
  return { project, run, progress: 0.5, current_task: null, budget_left_usd: null };
}

export function sampleEvent(seq: number, type: string, task_id: string | null = null) {
  // What both an ended task and a moved run say.
  const data = { from: 'executing', reason: null };
  return { seq, ts: AT, type, project_id: 7, run_id: 'run-1', task_id, data };
}

export function sampleLogLine(offset: number, text: string) {
  return { offset, ts: AT, run_id: 'run-1', task_id: 'task-1', stream: 'stdout' as const, text };
}

/** These events, then silence: a stream of the engine never ends by itself. */
export async function* openStream<T>(events: readonly T[]): AsyncGenerator<T> {
  yield* events;
  await new Promise(() => undefined);
}
