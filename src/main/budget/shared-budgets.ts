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

/** What the ledger says was spent. */
export interface LedgerSpend {
  sinceMicro(sinceMs: number): number;
  projectMicro(projectId: number): number;
}

type Day = ReturnType<typeof localDay>;

interface Use {
  /** Read from the ledger, micro-dollars; null once more was spent since. */
  spentMicro: number | null;
  reserved: Amount;
}

/**
 * The budgets above a run: one for each project, and one for the day (local time, from midnight).
 */
export class SharedBudgets {
  readonly #clock: Clock;
  readonly #ledger: LedgerSpend;
  readonly #projects = new Map<number, Use>();
  #caps: SharedCaps;
  #day: Use & Day;

  constructor(clock: Clock, ledger: LedgerSpend, caps: SharedCaps) {
    this.#clock = clock;
    this.#ledger = ledger;
    this.#caps = caps;
    this.#day = newDay(clock.nowMs(), NOTHING);
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
    const levels: BudgetLevel[] = [];
    if (projectMicro !== null) {
      const project = this.#project(projectId);
      project.spentMicro ??= this.#ledger.projectMicro(projectId);
      levels.push(toLevel('project', projectMicro, project));
    }
    if (dayMicro !== null) {
      const today = this.#today();
      today.spentMicro ??= this.#ledger.sinceMicro(today.startMs);
      levels.push(toLevel('day', dayMicro, today));
    }
    return levels;
  }

  reserve(projectId: number, amount: Amount): void {
    for (const use of this.#uses(projectId)) use.reserved = addAmounts(use.reserved, amount);
  }

  release(projectId: number, amount: Amount): void {
    for (const use of this.#uses(projectId)) use.reserved = subtractToZero(use.reserved, amount);
  }

  /**
   * Something was spent, or an earlier spend became known: the ledger is read again when a cap
   * needs it.
   */
  spent(projectId: number): void {
    for (const use of this.#uses(projectId)) use.spentMicro = null;
  }

  #uses(projectId: number): Use[] {
    return [this.#project(projectId), this.#today()];
  }

  #project(projectId: number): Use {
    const known = this.#projects.get(projectId);
    if (known !== undefined) return known;
    const use: Use = { spentMicro: null, reserved: NOTHING };
    this.#projects.set(projectId, use);
    return use;
  }

  /** A new day starts with nothing spent, but what runs stays reserved. */
  #today(): Use & Day {
    const nowMs = this.#clock.nowMs();
    const { startMs, endMs, reserved } = this.#day;
    if (nowMs < startMs || nowMs >= endMs) this.#day = newDay(nowMs, reserved);
    return this.#day;
  }
}

function newDay(nowMs: number, reserved: Amount): Use & Day {
  return { ...localDay(nowMs, MACHINE_ZONE), reserved, spentMicro: null };
}

function toLevel(name: 'project' | 'day', micro: number, use: Use): BudgetLevel {
  return {
    name,
    cap: { micro, tokens: null, energyKwh: null },
    spent: { ...NOTHING, micro: use.spentMicro ?? 0 },
    reserved: use.reserved,
  };
}
