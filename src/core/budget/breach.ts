import type { BreachPolicy } from '#shared/breach-policy.ts';
import { microToUsd } from '#shared/units.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { isOverProjection, projectSpend } from './projection.ts';

/** What a run has spent of its dollar cap, and how far it is. */
export interface CappedSpend {
  /** null is no cap. */
  capMicro: number | null;
  spentMicro: number;
  /** Part of it that earlier attempts of tasks cost that will run again. */
  openMicro: number;
  endedTasks: number;
  totalTasks: number;
  /** Cost of each ended task, micro-dollars. */
  costSamplesMicro: readonly number[];
  /** A person let the run go on past its projection. */
  projectionAccepted: boolean;
}

export interface Breach {
  /** One sentence with the figures. */
  fact: string;
  /** The cap that would carry the run to its end, micro-dollars; none at a breach of time. */
  proposedMicro?: number;
  /** At a breach of time: the cap of time that is proposed, ms. */
  proposedMs?: number;
}

/** Where no projection says more, the proposed cap is this much of the one that is used up. */
const RAISE = 1.5;

/** Whether and how a run breaches its cap: BUDGET-11 of SPEC.md. */
export function findBreach(run: CappedSpend): Breach | null {
  const { capMicro, spentMicro, openMicro, endedTasks, totalTasks } = run;
  const left = totalTasks - endedTasks;
  if (capMicro === null || left <= 0) return null;
  const projected = projectSpend({
    spentMicro,
    openMicro,
    doneTasks: endedTasks,
    totalTasks,
    costSamplesMicro: run.costSamplesMicro,
  });
  if (spentMicro >= capMicro) {
    return {
      fact: `The run has spent its whole cap: ${dollars(spentMicro)} of ${dollars(capMicro)}, with ${countOf(left, 'task')} left.`,
      proposedMicro: Math.ceil(Math.max(projected?.hiMicro ?? 0, capMicro * RAISE)),
    };
  }
  if (projected === null || run.projectionAccepted) return null;
  if (!isOverProjection(projected.meanMicro, capMicro)) return null;
  return {
    fact: `Projected spend is ${dollars(projected.meanMicro)} (90 %: ${dollars(projected.loMicro)} to ${dollars(projected.hiMicro)}), more than 125 % of the cap of ${dollars(capMicro)}.`,
    proposedMicro: Math.ceil(projected.hiMicro),
  };
}

/**
 * A run of which nothing runs, and whose tasks that could start reserve more than its cap leaves,
 * each of them: BUDGET-17.
 */
export function findNoRoom(run: {
  capMicro: number | null;
  spentMicro: number;
  /** What each task that could start reserves, micro-dollars. */
  asksMicro: readonly number[];
}): Breach | null {
  const { capMicro, spentMicro, asksMicro } = run;
  if (capMicro === null || asksMicro.length === 0) return null;
  if (spentMicro < capMicro && asksMicro.some((ask) => spentMicro + ask <= capMicro)) return null;
  const least = Math.min(...asksMicro);
  return {
    fact: `Nothing of the run can start under its cap: ${dollars(spentMicro)} of ${dollars(capMicro)} is spent, and the next task reserves ${dollars(least)}.`,
    proposedMicro: spentMicro + asksMicro.reduce((sum, ask) => sum + ask, 0),
  };
}

/** Whether a run has used its time with tasks left: BUDGET-21. */
export function findOvertime(run: {
  /** null is no cap. */
  capMs: number | null;
  workedMs: number;
  tasksLeft: number;
  /** A person let the run go on past its time. */
  overtimeAccepted: boolean;
}): Breach | null {
  const { capMs, workedMs, tasksLeft } = run;
  if (capMs === null || workedMs < capMs || tasksLeft <= 0 || run.overtimeAccepted) return null;
  return {
    fact: `The run has used its whole time: ${formatDuration(workedMs)} of ${formatDuration(capMs)}, with ${countOf(tasksLeft, 'task')} left.`,
    proposedMs: Math.ceil(Math.max(capMs, workedMs) * RAISE),
  };
}

/** What is done at a breach: BUDGET-12 to BUDGET-14. */
export type BreachStep = 'pause' | 'ask' | 'terminate';

const STEPS: Readonly<Record<BreachPolicy, readonly BreachStep[]>> = {
  pause: ['pause', 'ask'],
  ask: ['ask'],
  kill: ['terminate'],
};

/** The steps a policy takes, each once. */
export function stepsAtBreach(policy: BreachPolicy): readonly BreachStep[] {
  return STEPS[policy];
}

/** The question a person is asked about a breach. */
export function askAbout(breach: Breach): string {
  const { fact, proposedMs } = breach;
  return proposedMs === undefined
    ? `${fact} Raise the cap, or stop here?`
    : `${fact} Give it ${formatDuration(proposedMs)} in all, or stop here?`;
}

function dollars(micro: number): string {
  return formatUsd(microToUsd(micro));
}
