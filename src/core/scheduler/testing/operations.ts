import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createScheduler } from '../scheduler.ts';
import type { FinalState, Scheduler, SkippedTask } from '../types.ts';
import { admitAll, makeTask } from './make.ts';
import { HELD, Model } from './model.ts';
import type { ModelTask } from './model.ts';

const RUNS = ['r1', 'r2', 'r3', 'r4'] as const;
const KINDS = [
  'submit',
  'dispatch',
  'dispatchOne',
  'finish',
  'requeue',
  'cancel',
  'pause',
  'resume',
  'budget',
  'cap',
  'crash',
  'clock',
  'terminate',
  'weight',
  'hold',
  'letGo',
] as const;

/** One step of a random history; `a`, `b`, `c` choose among what exists when it is played. */
export interface Operation {
  kind: (typeof KINDS)[number];
  a: number;
  b: number;
  c: number;
}

const number = fc.nat({ max: 999 });
export const operationArbitrary: fc.Arbitrary<Operation> = fc.record({
  // Work outweighs trouble, so that queues grow and tasks meet each other.
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('submit', 'submit', 'dispatch', 'finish') },
    { weight: 1, arbitrary: fc.constantFrom(...KINDS) },
  ),
  a: number,
  b: number,
  c: number,
});

/** Plays operations on scheduler and model side by side and compares them after each. */
export class Player {
  readonly model = new Model();
  scheduler: Scheduler = create();
  #seq = 0;
  readonly #perform: Record<Operation['kind'], (operation: Operation) => void> = {
    submit: ({ a, b, c }) => this.#submit(a, b, c),
    dispatch: () => this.#dispatch(Infinity),
    dispatchOne: () => this.#dispatch(1),
    finish: ({ a, b, c }) =>
      this.#finish(
        pick(this.model.inPhase('running'), a),
        pick(['succeeded', 'succeeded', 'failed'] as const, b),
        c * 10,
      ),
    requeue: ({ a, b, c }) =>
      this.#requeue(
        pick(this.model.inPhase('running'), a),
        b * 10,
        c % 2 === 0 ? 0 : this.model.nowMs + c * 10,
      ),
    cancel: ({ a }) => this.#finish(pick(this.model.inPhase('queued'), a), 'skipped', 0),
    pause: ({ a }) => this.#hold(pick(RUNS, a), true),
    resume: ({ a }) => this.#hold(pick(RUNS, a), false),
    budget: ({ a, b }) => this.#budget(pick(RUNS, a), b % 2 === 0),
    cap: ({ a, b }) => this.#setCap(pick(['A', 'B'], a) ?? 'A', b % 4),
    crash: () => this.#crash(),
    clock: ({ a, b, c }) => this.#jumpClock((a % 3 === 0 ? -1 : 1) * b * c),
    terminate: ({ a }) => this.#terminate(pick(RUNS, a)),
    hold: ({ a }) => this.#holdTask(pick(this.model.inPhase('queued'), a), true),
    letGo: ({ a }) =>
      this.#holdTask(
        pick(
          this.model.inPhase('queued').filter(({ isHeld }) => isHeld),
          a,
        ),
        false,
      ),
    weight: ({ a, b }) => this.scheduler.setWeight((a % 3) + 1, (b % 8) + 1),
  };

  constructor() {
    for (const [at, runId] of RUNS.entries())
      this.model.addRun(runId, (at % 3) + 1, runId === 'r4');
    this.model.rebuild(this.scheduler);
  }

  play(operation: Operation): void {
    this.#perform[operation.kind](operation);
    this.#compare();
  }

  /** Opens everything and works until nothing is left: nothing may be stuck. */
  finishAll(): void {
    for (const runId of RUNS) {
      this.#hold(runId, false);
      this.#budget(runId, true);
    }
    for (const lane of this.model.caps.keys()) this.#setCap(lane, 2);
    for (const one of this.model.inPhase('queued')) this.#holdTask(one, false);
    for (let round = 0; this.#open() > 0; round++) {
      assert.ok(round < 1000, 'the scheduler is stuck');
      const wake = this.scheduler.nextWakeMs(this.model.nowMs);
      this.model.nowMs = Math.max(this.model.nowMs + 1, wake ?? 0);
      this.#dispatch(Infinity);
      for (const one of this.model.inPhase('running')) this.#finish(one, 'succeeded', 50);
      this.#compare();
    }
  }

  #open(): number {
    return this.model.inPhase('queued').length + this.model.inPhase('running').length;
  }

  #submit(a: number, b: number, c: number): void {
    this.#seq += 1;
    const known = [...this.model.tasks.keys()];
    const run = this.model.runs.get(pick(RUNS, a) ?? 'r1');
    const deps = b % 3 === 0 ? [pick(known, c), pick(known, b + c)] : [];
    const task = makeTask({
      taskId: `t${this.#seq}`,
      seq: this.#seq,
      runId: run?.runId ?? 'r1',
      projectId: run?.projectId ?? 1,
      lane: c % 3 === 0 ? 'B' : 'A',
      priority: (a % 10) / 10,
      deadlineMs: b % 5 === 0 ? this.model.nowMs + c * 1000 : null,
      deps: deps.filter((dep) => dep !== undefined),
      estimateMs: b,
      queuedAtMs: this.model.nowMs,
      conflictKeys: a % 4 === 0 ? [`k${b % 3}`, `k${c % 3}`] : [],
    });
    assert.deepEqual(this.scheduler.addTask(task), { ok: true });
    this.model.tasks.set(task.taskId, { task, phase: 'queued', notBeforeMs: 0, isHeld: false });
    this.#expectSkipped(this.scheduler.takeDoomed(), this.model.skipDoomed());
  }

  #dispatch(limit: number): void {
    const { model, scheduler } = this;
    model.wake();
    for (let n = 0; n < limit; n++) {
      const dispatch = scheduler.next(model.nowMs, model.admit);
      if (dispatch === null) return this.#expectNothingMayStart();
      const one = model.tasks.get(dispatch.task.taskId);
      assert.ok(one, 'a task nobody submitted was dispatched');
      assert.equal(model.obstacle(one), null, `${one.task.taskId} must not start`);
      one.phase = 'running';
    }
  }

  #expectNothingMayStart(): void {
    for (const one of this.model.inPhase('queued'))
      assert.notEqual(this.model.obstacle(one), null, `${one.task.taskId} could start`);
  }

  #finish(one: ModelTask | undefined, state: FinalState | undefined, ms: number): void {
    if (one === undefined || state === undefined) return;
    const skipped = this.scheduler.finish(one.task.taskId, state, ms, this.model.nowMs);
    this.#expectSkipped(skipped, this.model.end(one.task.taskId, state));
  }

  #requeue(one: ModelTask | undefined, actualMs: number, notBeforeMs: number): void {
    if (one === undefined) return;
    this.scheduler.requeue(one.task.taskId, actualMs, notBeforeMs, this.model.nowMs);
    one.phase = 'queued';
    one.notBeforeMs = notBeforeMs;
  }

  #hold(runId: string | undefined, paused: boolean): void {
    const run = this.model.runs.get(runId ?? '');
    if (run === undefined) return;
    run.held = paused ? { kind: 'paused', text: `run ${run.runId} is paused` } : null;
    this.scheduler.holdRun(run.runId, run.held);
  }

  #holdTask(one: ModelTask | undefined, isHeld: boolean): void {
    if (one === undefined) return;
    one.isHeld = isHeld;
    this.scheduler.holdTask(one.task.taskId, isHeld ? HELD : null, this.model.nowMs);
  }

  #budget(runId: string | undefined, hasBudget: boolean): void {
    const run = this.model.runs.get(runId ?? '');
    if (run === undefined) return;
    run.hasBudget = hasBudget;
    if (hasBudget) this.scheduler.budgetChanged(run.runId);
  }

  #jumpClock(byMs: number): void {
    this.model.nowMs = Math.max(1, this.model.nowMs + byMs);
  }

  #setCap(lane: string, cap: number): void {
    this.model.caps.set(lane, cap);
    this.scheduler.setCap(lane, cap);
  }

  #crash(): void {
    this.scheduler = create();
    this.model.rebuild(this.scheduler);
  }

  #terminate(runId: string | undefined): void {
    const queued = this.model.inPhase('queued').filter((one) => one.task.runId === runId);
    const dropped = this.scheduler.dropQueued(runId ?? '');
    assert.deepEqual(dropped.toSorted(), queued.map((one) => one.task.taskId).toSorted());
    for (const one of queued) one.phase = 'skipped';
    this.#expectSkipped(this.scheduler.takeDoomed(), this.model.skipDoomed());
  }

  #expectSkipped(actual: SkippedTask[], expected: string[]): void {
    assert.deepEqual(actual.map((skipped) => skipped.taskId).toSorted(), expected.toSorted());
    for (const { reason } of actual) assert.match(reason, /^it depends on task t\d+, which /);
  }

  #compare(): void {
    const { model, scheduler } = this;
    for (const lane of scheduler.lanes()) {
      const queued = model.inPhase('queued').filter(({ task }) => task.lane === lane.lane).length;
      const cap = model.caps.get(lane.lane);
      assert.deepEqual(lane, { lane: lane.lane, cap, running: model.running(lane.lane), queued });
    }
    for (const { task, phase } of model.tasks.values()) {
      const why = scheduler.whyWaits(task.taskId, model.nowMs, admitAll);
      if (phase === 'queued') assert.match(why?.text ?? '', /^[^\n]{5,200}$/);
      else assert.equal(why, null);
    }
    const shares = [...scheduler.shares(model.nowMs).values()];
    const sum = shares.reduce((total, share) => total + share, 0);
    assert.ok(shares.length === 0 || Math.abs(sum - 1) < 1e-9, `shares sum to ${sum}`);
  }
}

function create(): Scheduler {
  return createScheduler({ caps: { A: 2, B: 1 }, agingLimitMs: 50_000 });
}

function pick<T>(from: readonly T[], at: number): T | undefined {
  return from.length === 0 ? undefined : from[at % from.length];
}
