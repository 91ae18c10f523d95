import { join } from 'node:path';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import type { Clock } from '#core/ports.ts';
import { createScheduler } from '#core/scheduler/scheduler.ts';
import type { Logger } from 'pino';
import type { Store } from '../db/store.ts';
import { RoundTimer } from '../scheduler/round-timer.ts';
import { createLaneTable } from '../scheduler/lane-table.ts';
import type { IndexWork } from './index-work.ts';
import { createLeaseClock } from './lease-clock.ts';
import { createLifespan } from './lifespan.ts';
import { LiveRuns } from './live-runs.ts';
import { requestPump } from '../scheduler/pump.ts';
import { createRunLogs } from './run-logs.ts';
import { createSandboxState } from './sandbox-state.ts';
import { scheduleSettle } from './settle-run.ts';
import { RunTimers } from './run-timers.ts';
import { SettlingRuns } from './settling-runs.ts';
import type { Spine, SpineOptions } from './spine.ts';
import type { WorkerPools } from './worker-pools.ts';
import { SharedBudgets, type SharedCaps } from '../budget/shared-budgets.ts';
import { WaitingTasks } from '../approvals/waiting-tasks.ts';
import { ItemTurns } from '../trash/item-turns.ts';
import { Worktrees } from './worktrees.ts';

/** Puts the execution spine together; nothing runs yet. */
export function buildSpine(parts: {
  options: SpineOptions;
  store: Store;
  clock: Clock;
  pools: WorkerPools;
  log: Logger;
  index: IndexWork;
  dispatching: boolean;
}): Spine {
  const { options, store, clock, pools, log, index, dispatching } = parts;
  const savedCaps = (store.read.settings.get('lane_caps') ?? {}) as Record<string, number>;
  const lanes = createLaneTable(savedCaps);
  const budgets = new SharedBudgets(
    clock,
    {
      sinceMicro: (sinceMs) => store.read.receipts.spentSince(sinceMs),
      projectMicro: (projectId) => store.read.runs.spentByProject(projectId),
    },
    (store.read.settings.get('shared_caps') ?? { dayMicro: null, projects: {} }) as SharedCaps,
  );
  const spine: Spine = {
    options,
    store,
    clock,
    pools,
    log,
    lanes,
    rng: seededRng(options.seed),
    scheduler: createScheduler({ caps: lanes.caps() }),
    budgets,
    runs: new LiveRuns(budgets, options),
    worktrees: new Worktrees({ dataDir: options.dataDir, store, pools, clock }),
    logs: createRunLogs(join(options.dataDir, 'logs')),
    live: new Map(),
    endedIn: new Set(),
    index,
    sandbox: createSandboxState(pools, process.env['SLIPWAY_ALLOW_UNSANDBOXED'] === '1'),
    life: createLifespan(),
    rounds: new RoundTimer(),
    leaseClock: createLeaseClock(),
    settling: new SettlingRuns(),
    timeUp: new RunTimers(),
    waiting: new WaitingTasks(),
    trash: new ItemTurns(),
    dispatching,
    requestPump: () => requestPump(spine),
    scheduleSettle: (runId, known) => scheduleSettle(spine, runId, known),
  };
  return spine;
}
