import type { WaitReason } from '#shared/contract/pas-schemas.ts';

/** A queued task that waits for a decision about an action. */
export interface Waits {
  taskId: string;
  runId: string;
  action: string;
  reason: WaitReason;
  /** When the rule that refuses it ends by itself, ms; null: never, or none refuses it yet. */
  untilMs: number | null;
}

/**
 * Queued tasks that wait for a decision, by the action it is about. The ledger has the decisions;
 * this says whom a new one concerns.
 */
export class WaitingTasks {
  readonly #byTask = new Map<string, Waits>();

  add(waits: Waits): void {
    this.#byTask.set(waits.taskId, waits);
  }

  /** Takes out the tasks that wait for an action. */
  take(action: string): string[] {
    return this.#takeThose((waits) => waits.action === action);
  }

  /** Takes out the tasks whose refusal is over. */
  takeOver(nowMs: number): string[] {
    return this.#takeThose(({ untilMs }) => untilMs !== null && untilMs <= nowMs);
  }

  /** When the next refusal is over, ms; Infinity: none will be. */
  nextOverMs(): number {
    return Math.min(...Array.from(this.#byTask.values(), ({ untilMs }) => untilMs ?? Infinity));
  }

  forgetRun(runId: string): void {
    this.#takeThose((waits) => waits.runId === runId);
  }

  #takeThose(isOne: (waits: Waits) => boolean): string[] {
    const found = [...this.#byTask.values()].filter(isOne);
    for (const { taskId } of found) this.#byTask.delete(taskId);
    return found.map(({ taskId }) => taskId);
  }
}
