import { performance } from 'node:perf_hooks';
import type { WireEvent } from '../../src/shared/events.ts';
import { startEngine, type Engine } from '../../src/main/engine.ts';

export interface Drained {
  tasksPerSecond: number;
  /** Cards accepted, each durable before its answer, per second. */
  addsPerSecond: number;
  /** Weight-normalised Jain index of the tasks ended while every project still had work queued. */
  jain: number;
}

const LANE = 'Code-Impl';
const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8];
const CALL = { actor: 'local', requester: 'local_user' } as const;

/**
 * The engine itself, in this process: cards of kind `external` wait in eight projects, are leased
 * by the dispatcher (one durable transaction) and ended by their receipt (another: task, attempt,
 * receipt, counters, event). The executor does nothing: it sends the receipt when it receives the
 * lease.
 */
export async function drainOurs(
  dataDir: string,
  { tasks, slots }: { tasks: number; slots: number },
): Promise<Drained> {
  const engine = await startEngine({ dataDir });
  try {
    await engine.handlers.pas.setLaneCap({ name: LANE, cap: 0 }, CALL);
    const perProject = Math.ceil(tasks / WEIGHTS.length);
    const addsPerSecond = await addCards(engine, perProject);
    for (const weight of WEIGHTS)
      await engine.handlers.pas.setProjectWeight({ project_id: String(weight), weight }, CALL);
    await startRuns(engine);
    return { addsPerSecond, ...(await drain(engine, perProject, slots)) };
  } finally {
    await engine.stop();
  }
}

async function addCards(engine: Engine, perProject: number): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < perProject; at += 100) {
    const count = Math.min(100, perProject - at);
    await Promise.all(
      WEIGHTS.flatMap((projectId) =>
        Array.from({ length: count }, () => addCard(engine, projectId)),
      ),
    );
  }
  return (1000 * perProject * WEIGHTS.length) / (performance.now() - began);
}

async function addCard(engine: Engine, projectId: number): Promise<void> {
  await engine.handlers.pas.submitJobcard(
    {
      project_id: projectId,
      run_id: `run-${projectId}`,
      lane: LANE,
      kind: 'external',
      priority: 0.5,
      ci_width_hint: 0.3,
      deps: [],
      payload: {},
      budget_usd: 0,
    },
    CALL,
  );
}

/**
 * Starts every run behind the closed lane, so that all projects stand at the line when it opens.
 */
async function startRuns(engine: Engine): Promise<void> {
  for (const projectId of WEIGHTS)
    await engine.handlers.pas.startRun(
      {
        project_id: projectId,
        run_id: `run-${projectId}`,
        run_kind: 'baseline',
        rehearsal_pct: 0,
        breach_policy: 'pause',
      },
      CALL,
    );
}

/** Opens the lane and counts until every task has ended. */
async function drain(
  engine: Engine,
  perProject: number,
  slots: number,
): Promise<Pick<Drained, 'tasksPerSecond' | 'jain'>> {
  const total = perProject * WEIGHTS.length;
  const ended = new Map<number, number>(WEIGHTS.map((weight) => [weight, 0]));
  const counted: { jain: number | null } = { jain: null };
  const done = Promise.withResolvers<void>();
  let count = 0;
  const stop = engine.events((events) => {
    for (const event of events) {
      if (event.type === 'task.running') endTask(engine, event).catch(done.reject);
      if (event.type !== 'task.succeeded' || event.project_id === null) continue;
      const mine = (ended.get(event.project_id) ?? 0) + 1;
      ended.set(event.project_id, mine);
      if (mine === perProject) counted.jain ??= jain(WEIGHTS.map((w) => (ended.get(w) ?? 0) / w));
      if (++count === total) done.resolve();
    }
  });
  const began = performance.now();
  await engine.handlers.pas.setLaneCap({ name: LANE, cap: slots }, CALL);
  await done.promise;
  const elapsedMs = performance.now() - began;
  stop();
  return { tasksPerSecond: (1000 * total) / elapsedMs, jain: counted.jain ?? Number.NaN };
}

async function endTask(engine: Engine, event: WireEvent): Promise<void> {
  await engine.handlers.pas.storeReceipt(
    {
      task_id: event.task_id ?? '',
      run_id: event.run_id ?? '',
      lane: LANE,
      provider: 'bench',
      tokens_in: 0,
      tokens_out: 0,
      tokens_think: 0,
      tokens_tool_use: 0,
      time_ms: 1,
      cost_usd: 0,
      status: 'succeeded',
    },
    CALL,
  );
}

/** Jain's index: (Σx)²/(n·Σx²). */
function jain(values: readonly number[]): number {
  const sum = values.reduce((total, x) => total + x, 0);
  return (sum * sum) / (values.length * values.reduce((total, x) => total + x * x, 0));
}
