import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { EventType, WireEvent } from '#shared/events.ts';
import { isTerminalTask } from '#shared/present/activity.ts';
import { sampleRun, sampleTask } from '../testing/samples.ts';
import { createLiveStore } from './live-store.ts';
import { mergeRun, mergeRuns } from './merge-reads.ts';

const TS = '2026-11-30T08:00:00.000Z';
const TASKS = ['t1', 't2', 't3', 't4'];

/** A run as an engine keeps it: what happened in it, and what it would answer after each event. */
class Engine {
  readonly events: WireEvent[] = [];
  readonly answers: RunStatus[];
  readonly #withTotals: boolean;

  constructor(withTotals: boolean) {
    this.#withTotals = withTotals;
    this.answers = [
      sampleRun({
        tasks_total: TASKS.length,
        started_at: TS,
        tasks: TASKS.map((id) => sampleTask(id)),
      }),
    ];
  }

  get now(): RunStatus {
    return this.answers.at(-1) as RunStatus;
  }

  /**
   * Takes the task one step on, along the arrow that `choice` names; a task that has ended stays.
   */
  step(taskId: string, choice: number): void {
    const task = this.now.tasks.find(({ task_id }) => task_id === taskId);
    if (task === undefined || isTerminalTask(task.status)) return;
    if (task.status === 'queued') {
      const attempt = task.attempt + 1;
      const data = { lane: task.lane, attempt, mode: 'real', executor: 'tool', cause: 'share' };
      const started = {
        status: 'running' as const,
        attempt,
        mode: 'real' as const,
        started_at: TS,
      };
      return this.#happen('task.running', taskId, data, started);
    }
    const reason = choice === 0 ? null : `because ${choice}`;
    if (choice === 2) {
      const data = { reason: reason ?? '', failure_class: 'tool' };
      return this.#happen('task.retrying', taskId, data, { status: 'queued', reason });
    }
    const status = choice === 0 ? ('succeeded' as const) : ('failed' as const);
    this.#happen(`task.${status}`, taskId, { reason }, { status, reason, ended_at: TS });
  }

  turn(): void {
    const from = this.now.status;
    const status = from === 'paused' ? 'executing' : 'paused';
    this.#append(`run.${status}`, null, { from, reason: null });
    this.answers.push({ ...this.now, status });
  }

  #happen(
    type: EventType,
    taskId: string,
    data: Record<string, unknown>,
    change: Partial<RunStatus['tasks'][number]>,
  ): void {
    const tasks = this.now.tasks.map((task) =>
      task.task_id === taskId ? { ...task, ...change } : task,
    );
    const isOver = tasks.filter((task) => isTerminalTask(task.status));
    const counts = {
      tasks_completed: isOver.length,
      tasks_failed: tasks.filter((task) => task.status === 'failed').length,
    };
    const spent = this.#withTotals
      ? { spend_usd: isOver.length * 0.25, tokens_total: isOver.length * 10 }
      : {};
    const hasEnded = type === 'task.succeeded' || type === 'task.failed';
    const run = { ...counts, ...spent, tasks_total: TASKS.length, spend_energy_kwh: 0 };
    const totals = { ...run, energy_unknown_tasks: 0 };
    this.#append(type, taskId, this.#withTotals && hasEnded ? { ...data, run: totals } : data);
    this.answers.push({ ...this.now, ...counts, ...spent, tasks });
  }

  #append(type: string, taskId: string | null, data: Record<string, unknown>): void {
    const seq = this.events.length + 1;
    const ids = { project_id: 7, run_id: 'r1', task_id: taskId };
    this.events.push({ seq, ts: TS, type, ...ids, data });
  }
}

const steps = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.tuple(fc.constantFrom(...TASKS), fc.integer({ min: 0, max: 2 })) },
    { weight: 1, arbitrary: fc.constant('turn' as const) },
  ),
  { maxLength: 30 },
);

function played(plan: readonly ('turn' | readonly [string, number])[], totals: boolean): Engine {
  const engine = new Engine(totals);
  for (const step of plan) {
    if (step === 'turn') engine.turn();
    else engine.step(...step);
  }
  return engine;
}

type LiveStore = ReturnType<typeof createLiveStore>;

function shown({ store }: LiveStore): RunStatus {
  const { runs, parts } = store.getState();
  return { ...runs.get('r1'), ...parts.get('r1') } as RunStatus;
}

/** A read whose answer is made and delivered when the test says so. */
function openRead(live: LiveStore, kind: 'run' | 'list') {
  const { promise, resolve } = Promise.withResolvers<RunStatus>();
  const done =
    kind === 'run'
      ? live.read(() => promise, mergeRun)
      : live.read(() => promise.then((run) => ({ runs: [run] })), mergeRuns);
  return { answer: resolve, done };
}

describe('the live store', () => {
  it('comes to what a fresh read gives, whatever earlier moments were read and arrived when', async () => {
    const moment = fc.double({ min: 0, max: 1, noNaN: true });
    const reads = fc.array(fc.tuple(moment, moment, moment, fc.constantFrom('run', 'list')), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), reads, async (plan, totals, wanted) => {
        const engine = played(plan, totals);
        const live = createLiveStore();
        const first = openRead(live, 'run');
        first.answer(engine.answers[0] as RunStatus);
        await first.done;
        const at = (part: number, from: number) =>
          from + Math.round(part * (engine.events.length - from));
        const open = wanted.map(([asked, made, arrived, kind]) => {
          const askedAt = at(asked, 0);
          const madeAt = at(made, askedAt);
          return { askedAt, madeAt, arrivesAt: at(arrived, askedAt), kind };
        });
        const started = new Map<(typeof open)[number], ReturnType<typeof openRead>>();
        let most = 0;
        for (let seq = 0; seq <= engine.events.length; seq += 1) {
          for (const read of open) {
            if (read.askedAt === seq) started.set(read, openRead(live, read.kind));
            if (read.arrivesAt !== seq) continue;
            const under = started.get(read);
            under?.answer(engine.answers[read.madeAt] as RunStatus);
            await under?.done;
            expect(shown(live).tasks_completed).toBeGreaterThanOrEqual(most);
          }
          const next = engine.events[seq];
          if (next !== undefined) live.take([next]);
          expect(shown(live).tasks_completed).toBeGreaterThanOrEqual(most);
          most = shown(live).tasks_completed;
        }
        expect(shown(live)).toEqual(engine.now);
      }),
      { numRuns: 500 },
    );
  });

  it('lets the count of a run fall when its failed part is run again', () => {
    const live = createLiveStore();
    const run = sampleRun({ status: 'needs_review', tasks_completed: 4, tasks_total: 4 });
    live.store.setState((state) => mergeRuns(state, { runs: [run] }));
    const older = { ...run, tasks_completed: 2 };
    live.store.setState((state) => mergeRuns(state, { runs: [older] }));
    expect(shown(live).tasks_completed).toBe(4);
    const ids = { project_id: 7, run_id: 'r1', task_id: null };
    const data = { from: 'needs_review', reason: null };
    live.take([{ seq: 9, ts: TS, type: 'run.executing', ...ids, data }]);
    live.store.setState((state) => mergeRuns(state, { runs: [older] }));
    expect(shown(live).tasks_completed).toBe(2);
  });

  it('changes once for a batch of a hundred events', () => {
    const engine = played(
      TASKS.flatMap((id) => [[id, 2] as const, [id, 2] as const, [id, 0] as const]),
      true,
    );
    const live = createLiveStore();
    live.store.setState((state) => mergeRun(state, engine.answers[0] as RunStatus));
    let changes = 0;
    live.store.subscribe(() => (changes += 1));
    const batch = Array.from({ length: 9 }, () => engine.events).flat();
    live.take(batch.slice(0, 100));
    expect(batch.length).toBeGreaterThanOrEqual(100);
    expect(changes).toBe(1);
  });
});
