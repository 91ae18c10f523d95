import { admit } from '#core/budget/admit.ts';
import {
  addAmounts,
  mapAmount,
  NOTHING,
  subtractToZero,
  type Amount,
  type BudgetLevel,
} from '#core/budget/amount.ts';
import type { SchedulerTask } from '#core/scheduler/types.ts';
import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import type { RunCaps, RunRow, RunSpend } from '../db/runs.ts';
import type { SharedBudgets } from '../budget/shared-budgets.ts';

/**
 * What the dispatcher keeps in memory of a run that may still dispatch; the ledger has the truth.
 */
export interface LiveRun {
  runId: string;
  projectId: number;
  row: RunRow;
  cap: BudgetLevel['cap'];
  spent: Amount;
  reserved: Amount;
  running: number;
  costSamplesMicro: number[];
  /** Part of what was spent: on earlier attempts of tasks that will run again. */
  openMicro: number;
}

interface Ask {
  amount: Amount;
  /** Null for work that is never pretended. */
  pretended: Amount | null;
}

type TaskRef = Pick<SchedulerTask, 'taskId' | 'runId'>;

const MAX_COST_SAMPLES = 1000;

/** Budgets of live runs: reserve before dispatch, release at the end, never past a cap. */
export class LiveRuns {
  readonly #shared: SharedBudgets;
  readonly #runs = new Map<string, LiveRun>();
  readonly #asks = new Map<string, Ask>();
  readonly #reservations = new Map<string, Amount>();
  readonly #carried = new Map<string, { runId: string; micro: number }>();
  readonly #isServiceSynthetic: boolean;

  constructor(shared: SharedBudgets, options: { synthetic: boolean }) {
    this.#shared = shared;
    this.#isServiceSynthetic = options.synthetic;
  }

  /** Makes a run known, or brings what is known of it up to date with the ledger. */
  open(row: RunRow): LiveRun {
    const known = this.#runs.get(row.run_id);
    if (known !== undefined) return Object.assign(known, { row, cap: capsOf(row) });
    const run: LiveRun = {
      runId: row.run_id,
      projectId: row.project_id,
      row,
      cap: capsOf(row),
      spent: spentOf(row),
      reserved: NOTHING,
      running: 0,
      costSamplesMicro: [],
      openMicro: 0,
    };
    this.#runs.set(row.run_id, run);
    return run;
  }

  /** Spend as the ledger has it: what was added meanwhile may have been in its row already. */
  follow(run: LiveRun, row: RunRow): void {
    Object.assign(run, { row, spent: spentOf(row) });
  }

  get(runId: string): LiveRun | undefined {
    return this.#runs.get(runId);
  }

  close(runId: string): void {
    this.#runs.delete(runId);
  }

  all(): LiveRun[] {
    return [...this.#runs.values()];
  }

  /** What a task will reserve when it is dispatched, and where it may be pretended instead. */
  expect(taskId: string, ask: Ask): void {
    this.#asks.set(taskId, ask);
  }

  /**
   * What a task reserves. Whether it will be pretended is known for sure only when it is
   * dispatched: the larger of both.
   */
  askOf({ taskId, runId }: TaskRef): Amount {
    const { amount, pretended } = this.#asks.get(taskId) ?? { amount: NOTHING, pretended: null };
    const mode = this.#runs.get(runId)?.row.declared_mode ?? null;
    const mayPretend = mode === 'synthetic' || (mode === null && this.#isServiceSynthetic);
    if (pretended === null || !mayPretend) return amount;
    return mapAmount((unit) => Math.max(amount[unit], pretended[unit]));
  }

  /** A task at its end. */
  forget(taskId: string): void {
    this.#asks.delete(taskId);
    const carried = this.#carried.get(taskId);
    if (carried !== undefined) this.carry({ taskId, runId: carried.runId }, 0);
    this.#carried.delete(taskId);
  }

  /** What the ended attempts of a task that will run again have cost, micro-dollars. */
  carry({ taskId, runId }: TaskRef, micro: number): void {
    const run = this.#runs.get(runId);
    if (run !== undefined) run.openMicro += micro - (this.#carried.get(taskId)?.micro ?? 0);
    this.#carried.set(taskId, { runId, micro });
  }

  /**
   * Whether a task's reservation fits under the caps of its run, its project and the day: null =
   * yes, otherwise why it waits.
   */
  admit(task: TaskRef): WaitReason | null {
    const run = this.#runs.get(task.runId);
    if (run === undefined) return { kind: 'not_started', text: 'The run has not been started.' };
    const level = { name: 'run' as const, cap: run.cap, spent: run.spent, reserved: run.reserved };
    const levels = [level, ...this.#shared.levels(run.projectId)];
    const answer = admit(levels, this.askOf(task));
    return answer.ok ? null : { kind: 'budget', text: answer.text };
  }

  reserve(task: TaskRef): void {
    const ask = this.askOf(task);
    this.#reservations.set(task.taskId, ask);
    const run = this.#runs.get(task.runId);
    if (run === undefined) return;
    this.#shared.reserve(run.projectId, ask);
    run.reserved = addAmounts(run.reserved, ask);
    run.running += 1;
  }

  release(task: TaskRef): void {
    const held = this.#reservations.get(task.taskId);
    if (held === undefined) return;
    this.#reservations.delete(task.taskId);
    const run = this.#runs.get(task.runId);
    if (run === undefined) return;
    this.#shared.release(run.projectId, held);
    run.reserved = subtractToZero(run.reserved, held);
    run.running -= 1;
  }

  /** Micro-dollars held for a dispatched task. */
  reservedMicro(taskId: string): number {
    return this.#reservations.get(taskId)?.micro ?? 0;
  }

  spend(runId: string, amount: Amount): void {
    const run = this.#runs.get(runId);
    if (run === undefined) return;
    this.#shared.spent(run.projectId);
    run.spent = addAmounts(run.spent, amount);
    run.costSamplesMicro.push(amount.micro);
    if (run.costSamplesMicro.length > MAX_COST_SAMPLES) run.costSamplesMicro.shift();
  }

  /** An amount that became known after its attempt had ended; its run may be over. */
  correct(of: { runId: string; projectId: number }, amount: Amount): void {
    this.#shared.spent(of.projectId);
    const run = this.#runs.get(of.runId);
    if (run !== undefined) run.spent = addAmounts(run.spent, amount);
  }
}

function spentOf(row: RunSpend): Amount {
  return { micro: row.spend_micro, tokens: row.spend_tokens, energyKwh: row.spend_energy_kwh };
}

function capsOf(row: RunCaps): BudgetLevel['cap'] {
  return { micro: row.cap_micro, tokens: row.cap_tokens, energyKwh: row.cap_energy_kwh };
}
