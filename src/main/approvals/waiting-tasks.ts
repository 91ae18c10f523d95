import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import type { ShownAction } from '#shared/rules.ts';

/** A queued task that waits for a decision about an action. */
export interface Waits {
  taskId: string;
  runId: string;
  action: string;
  reason: WaitReason;
  /** When the rule that refuses it ends by itself, ms; null: never, or none refuses it yet. */
  untilMs: number | null;
  /** Its question took the place of one that others wait for. */
  replaces?: boolean;
}

/** What a look at a task's command found. */
export interface SeenCommand {
  action: string;
  shown: ShownAction;
  /** Why a person has to be asked; null: only a rule that denies it keeps it from running. */
  asks: string | null;
}

/**
 * Queued tasks that wait for a decision, by the action it is about, and the commands of those that
 * are about to ask. The ledger has the decisions; this says whom a new one concerns.
 */
export class WaitingTasks {
  readonly #byTask = new Map<string, Waits>();
  readonly #seen = new Map<string, { runId: string; command: SeenCommand | null }>();

  add(waits: Waits): void {
    this.#byTask.set(waits.taskId, waits);
  }

  /** Keeps what a look found until the lease or the wait; null: the command cannot be told. */
  see(task: { task_id: string; run_id: string }, command: SeenCommand | null): void {
    this.#seen.set(task.task_id, { runId: task.run_id, command });
  }

  /** What was seen of a task's command; undefined before the look. */
  seenOf(taskId: string): SeenCommand | null | undefined {
    return this.#seen.get(taskId)?.command;
  }

  /** A task that is leased, or waits, is looked at anew the next time. */
  forgetSeen(taskId: string): void {
    this.#seen.delete(taskId);
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
    for (const [taskId, seen] of this.#seen) if (seen.runId === runId) this.#seen.delete(taskId);
  }

  #takeThose(isOne: (waits: Waits) => boolean): string[] {
    const found = [...this.#byTask.values()].filter(isOne);
    for (const { taskId } of found) this.#byTask.delete(taskId);
    return found.map(({ taskId }) => taskId);
  }
}
