import type { RunStatus, RunTask } from '#shared/contract/pas-schemas.ts';

/** A queued task with nothing special about it. */
export function sampleTask(taskId: string, over: Partial<RunTask> = {}): RunTask {
  return {
    task_id: taskId,
    lane: 'Code-Impl',
    status: 'queued',
    title: taskId,
    kind: 'tool',
    mode: null,
    deps: [],
    attempt: 0,
    progress_pct: 0,
    reason: null,
    waits: null,
    queued_at: '2026-11-22T09:00:00.000Z',
    started_at: null,
    ended_at: null,
    time_ms: null,
    cost_usd: null,
    reserved_usd: 0,
    tokens_total: null,
    energy_kwh: null,
    estimate_ms: null,
    ...over,
  };
}

/** An executing run without tasks. */
export function sampleRun(over: Partial<RunStatus> = {}): RunStatus {
  return {
    run_id: 'r1',
    project_id: 7,
    status: 'executing',
    reason: null,
    run_kind: 'baseline',
    mode: 'real',
    verification: 'unverified',
    validation_pass: null,
    overridden: null,
    tasks_total: 2,
    tasks_completed: 0,
    tasks_failed: 0,
    spend_usd: 0,
    reserved_usd: 0,
    budget_usd: null,
    breach_policy: 'pause',
    projected_usd: null,
    spend_energy_kwh: 0,
    energy_unknown_tasks: 0,
    tokens_total: 0,
    runway_minutes: null,
    kpi_violations: [],
    gates: [],
    base_commit: null,
    uncommitted: null,
    with_changes: false,
    lacks: [],
    branch: null,
    worktree_path: null,
    repo_path: null,
    created_at: '2026-11-22T09:00:00.000Z',
    started_at: null,
    ended_at: null,
    tasks: [],
    ...over,
  };
}
