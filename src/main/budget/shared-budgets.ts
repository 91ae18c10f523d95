import {
  addAmounts,
  NOTHING,
  subtractToZero,
  type Amount,
  type BudgetLevel,
} from '#core/budget/amount.ts';
import type { Clock } from '#core/ports.ts';
import { MACHINE_ZONE, localDay } from '#shared/present/local-day.ts';

/** Caps that several runs share, in micro-dollars; null is no cap. */
export interface SharedCaps {
  dayMicro: number | null;
  /** By project number. */
  projects: Readonly<Record<string, number>>;
}

/** What the ledger says was spent before this engine started. */
export interface SpentBefore {
  sinceMicro(sinceMs: number): number;
  projectMicro(projectId: number): number;
}

type Day = ReturnType<typeof localDay>;

interface Use {
  spent: Amount;
  reserved: Amount;
}

/**
 * The budgets above a run: one for each project, and one for the day (local time, from midnight).
 */
export class SharedBudgets {
  readonly #clock: Clock;
  readonly #before: SpentBefore;
  readonly #projects = new Map<number, Use>();
  #caps: SharedCaps;
  #day: Use & Day;

  constructor(clock: Clock, before: SpentBefore, caps: SharedCaps) {
    this.#clock = clock;
    this.#before = before;
    this.#caps = caps;
    this.#day = this.#newDay(clock.nowMs(), NOTHING);
  }

  caps(): SharedCaps {
    return this.#caps;
  }

  setCaps(caps: SharedCaps): void {
    this.#caps = caps;
  }

  /**
   * The levels a project's task must fit under, besides its run's. Levels without a cap are left
   * out.
   */
  levels(projectId: number): BudgetLevel[] {
    const projectMicro = this.#caps.projects[String(projectId)] ?? null;
    const { dayMicro } = this.#caps;
    return [
      ...(projectMicro === null
        ? []
        : [toLevel('project', projectMicro, this.#project(projectId))]),
      ...(dayMicro === null ? [] : [toLevel('day', dayMicro, this.#today())]),
    ];
  }

  reserve(projectId: number, amount: Amount): void {
    for (const use of this.#uses(projectId)) use.reserved = addAmounts(use.reserved, amount);
  }

  release(projectId: number, amount: Amount): void {
    for (const use of this.#uses(projectId)) use.reserved = subtractToZero(use.reserved, amount);
  }

  spend(projectId: number, amount: Amount): void {
    for (const use of this.#uses(projectId)) use.spent = addAmounts(use.spent, amount);
  }

  /** Adds what became known of a time that may be past: a day that is over is not opened again. */
  correct(projectId: number, amount: Amount, atMs: number): void {
    const project = this.#projects.get(projectId);
    // A project without an entry is read from the ledger, which has this amount already.
    if (project !== undefined) project.spent = addAmounts(project.spent, amount);
    const today = this.#today();
    if (atMs >= today.startMs) today.spent = addAmounts(today.spent, amount);
  }

  #uses(projectId: number): Use[] {
    return [this.#project(projectId), this.#today()];
  }

  #project(projectId: number): Use {
    const known = this.#projects.get(projectId);
    if (known !== undefined) return known;
    const use = {
      spent: { ...NOTHING, micro: this.#before.projectMicro(projectId) },
      reserved: NOTHING,
    };
    this.#projects.set(projectId, use);
    return use;
  }

  /** A new day starts with nothing spent, but what runs stays reserved. */
  #today(): Use & { startMs: number } {
    const nowMs = this.#clock.nowMs();
    const { startMs, endMs, reserved } = this.#day;
    if (nowMs < startMs || nowMs >= endMs) this.#day = this.#newDay(nowMs, reserved);
    return this.#day;
  }

  #newDay(nowMs: number, reserved: Amount): Use & Day {
    const day = localDay(nowMs, MACHINE_ZONE);
    return { ...day, reserved, spent: { ...NOTHING, micro: this.#before.sinceMicro(day.startMs) } };
  }
}

function toLevel(name: 'project' | 'day', micro: number, use: Use): BudgetLevel {
  return { name, cap: { micro, tokens: null, energyKwh: null }, ...use };
}
