import type { Output, pasContract } from '#shared/contract/contract.ts';
import { whyNotMeasured } from '#shared/kpis.ts';
import type { LaneConfig } from '#shared/lanes.ts';
import { microToUsd } from '#shared/units.ts';
import { isActiveRun } from '#shared/present/activity.ts';
import { MACHINE_ZONE, localDay } from '#shared/present/local-day.ts';
import { lastEventSeq } from '../db/event-log.ts';
import { SCHEMA_VERSION } from '../db/migrate.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';

type Pas = typeof pasContract;

function activeRuns(spine: Queue): number {
  return spine.runs.all().filter((run) => isActiveRun(run.row.status)).length;
}

/** Lanes, queue and shares, measured at this moment. */
export function portfolioStatus(spine: Ledger & Queue): Output<Pas['portfolioStatus']> {
  const lanes = spine.scheduler.lanes();
  const today = localDay(spine.clock.nowMs(), MACHINE_ZONE);
  return {
    active_runs: activeRuns(spine),
    queued_tasks: sumOf(lanes, (lane) => lane.queued),
    running_tasks: sumOf(lanes, (lane) => lane.running),
    lane_utilization: Object.fromEntries(lanes.map((lane) => [lane.lane, utilization(lane)])),
    lane_caps: Object.fromEntries(lanes.map((lane) => [lane.lane, lane.cap])),
    fairness_weights: Object.fromEntries(sharesByName(spine)),
    spend_today_usd: microToUsd(spine.store.read.receipts.spentSince(today.startMs)),
    pending_approvals: spine.store.read.approvals.countPending(),
    last_event_seq: lastEventSeq(spine.store.reader),
  };
}

/**
 * A project's share under its number, and under the names that older clients know it by: with
 * `project-` before it, and the ids of its active runs. A run that is called like a project is not
 * one of them.
 */
function sharesByName(spine: Ledger & Queue): [string, number][] {
  const active = spine.runs.all().filter(({ row }) => isActiveRun(row.status));
  return [...spine.scheduler.shares(spine.clock.nowMs())].flatMap(([id, share]) => {
    const runs = active.filter(({ projectId }) => projectId === id).map(({ runId }) => runId);
    const names = runs.filter((name) => !/^(project-)?\d+$/.test(name));
    return [String(id), `project-${id}`, ...names].map((name): [string, number] => [name, share]);
  });
}

/** Share of a lane's slots in use, 0..1; a lane whose cap was lowered below what runs is full. */
function utilization(lane: { cap: number; running: number }): number {
  if (lane.running === 0) return 0;
  return lane.cap === 0 ? 1 : Math.min(1, lane.running / lane.cap);
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** One lane as the contract shows it. */
export function toWireLane(
  spine: Queue,
  lane: LaneConfig,
): Output<Pas['listLanes']>['lanes'][number] {
  const load = spine.scheduler.lanes().find((entry) => entry.lane === lane.name) ?? {
    cap: lane.cap,
    running: 0,
    queued: 0,
  };
  return {
    name: lane.name,
    cap: lane.cap,
    running: load.running,
    queued: load.queued,
    utilization: utilization({ cap: lane.cap, running: load.running }),
    gates: lane.gates.map((gate) => ({ ...gate, not_measured: whyNotMeasured(gate.kpi) })),
  };
}

/** What the service says of itself. */
export function health(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  startedAt: string,
): Output<Pas['health']> {
  const fault = spine.store.fault();
  const sandbox = spine.sandbox.report();
  return {
    status: spine.life.isStopping() ? 'stopping' : fault === null ? 'ok' : 'degraded',
    service: 'pas',
    version: spine.options.version,
    mode: spine.options.synthetic ? 'synthetic' : 'real',
    active_runs: activeRuns(spine),
    total_tasks: spine.store.read.tasks.countAll(),
    total_receipts: spine.store.read.receipts.countAll(),
    store: {
      status: fault === null ? 'ok' : 'error',
      path: spine.store.file,
      schema_version: SCHEMA_VERSION,
      detail: fault,
    },
    workers: { status: 'ok', threads: spine.pools.threads(), running: spine.live.size },
    sandbox: {
      driver: sandbox.driver,
      status: sandbox.ok ? 'ok' : sandbox.allowedWithout ? 'allowed_without' : 'unavailable',
      detail: sandbox.detail,
      answers: sandbox.answers,
    },
    started_at: startedAt,
  };
}
