import { countOf, formatCount, wordFor } from '#shared/present/format-count.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import type { TaskEstimate, Totals } from '#shared/contract/plms-schemas.ts';
import type { Rng } from '../ports.ts';
import type { Band } from './log-normal.ts';
import { bandOfDraws, drawScore, inWholes, sampler } from './log-normal.ts';
import type { SchedulePlan, ScheduledTask } from './schedule-elapsed.ts';
import { planSchedule, scheduleElapsed } from './schedule-elapsed.ts';
import { drawNormal, seededRng } from './seeded-rng.ts';

export interface EstimatedTask extends ScheduledTask {
  estimate: TaskEstimate;
}

const MOST_DRAWS = 2000;
const LEAST_DRAWS = 300;
/** Task draws in all, so that a plan of thousands of tasks stays quick. */
const WORK_LIMIT = 400_000;

/**
 * Part of a task's surprise that all tasks of a project share. Totals of independent tasks hold
 * 77–86 % of public agent runs where they promise 90 %; a shared part widens them. Shipped constant
 * until a project history exists to correct it.
 */
const SHARED_PART = 0.3;

interface Draws {
  tokens: number[];
  timeMs: number[];
  costUsd: number[];
  energyKwh: number[];
}

/**
 * Totals of a plan by seeded simulation (2,000 draws; fewer above 200 tasks). Each draw gives every
 * task a score, partly shared by the project; tokens, cost and energy are summed, time is the
 * elapsed time of a list schedule under the lanes' caps and the dependencies. Means of sums are the
 * tasks' means added up; interval ends are never added. The same plan, caps and seed give the same
 * totals. Errors: unknown_dependency, dependency_cycle.
 */
export function estimateTotals(
  tasks: readonly EstimatedTask[],
  options: { caps: Readonly<Record<string, number>>; seed: number },
): Totals {
  const plan = planSchedule(tasks, options.caps);
  const estimates = tasks.map((task) => task.estimate);
  const unknownEnergy = estimates.filter((estimate) => estimate.energy_kwh === null).length;
  const draws = simulate(plan, estimates, seededRng(options.seed));
  return {
    tokens: inWholes(addedUp(draws.tokens, (estimate) => estimate.tokens, estimates)),
    time_ms: bandOfDraws(draws.timeMs),
    cost_usd: addedUp(draws.costUsd, (estimate) => estimate.cost_usd, estimates),
    energy_kwh:
      unknownEnergy === estimates.length
        ? null
        : addedUp(draws.energyKwh, (estimate) => estimate.energy_kwh, estimates),
    cold_start: estimates.some((estimate) => estimate.source.cold_start),
    coverage: { observed: null, n: 0 },
    text: describeTotals(estimates, draws.timeMs.length, unknownEnergy),
  };
}

/**
 * The interval of the draws around the sum of the means: that is the mean of a sum, and what a
 * reader who adds up the tasks gets. Few draws of a wide sum may lie to one side of it.
 */
function addedUp(
  draws: readonly number[],
  bandOfTask: (estimate: TaskEstimate) => Band | null,
  estimates: readonly TaskEstimate[],
): Band {
  const { ci_90: ends } = bandOfDraws(draws);
  const mean = estimates.reduce((sum, each) => sum + (bandOfTask(each)?.mean ?? 0), 0);
  return { mean, ci_90: [Math.min(ends[0], mean), Math.max(ends[1], mean)] };
}

function simulate(plan: SchedulePlan, estimates: readonly TaskEstimate[], rng: Rng): Draws {
  const draws: Draws = { tokens: [], timeMs: [], costUsd: [], energyKwh: [] };
  const timeMs = estimates.map((estimate) => sampler(estimate.time_ms));
  const tokens = sumOf(estimates.map((estimate) => estimate.tokens));
  const costUsd = sumOf(estimates.map((estimate) => estimate.cost_usd));
  const energyKwh = sumOf(estimates.map((estimate) => estimate.energy_kwh));
  for (let left = countDraws(estimates.length); left > 0; left -= 1) {
    const shared = drawNormal(rng);
    const scores = estimates.map(() => drawScore(shared, SHARED_PART, rng));
    const durations = timeMs.map((sample, index) => sample(scores[index] ?? 0));
    draws.timeMs.push(scheduleElapsed(plan, durations));
    draws.tokens.push(tokens(scores));
    draws.costUsd.push(costUsd(scores));
    draws.energyKwh.push(energyKwh(scores));
  }
  return draws;
}

/** Sum of the known bands at one score per task. */
function sumOf(bands: readonly (Band | null)[]): (scores: readonly number[]) => number {
  const samples = bands.map((band) => (band === null ? () => 0 : sampler(band)));
  return (scores) => samples.reduce((sum, sample, index) => sum + sample(scores[index] ?? 0), 0);
}

function countDraws(tasks: number): number {
  if (tasks === 0) return 0;
  return Math.min(MOST_DRAWS, Math.max(LEAST_DRAWS, Math.floor(WORK_LIMIT / tasks)));
}

function describeTotals(
  estimates: readonly TaskEstimate[],
  draws: number,
  unknownEnergy: number,
): string {
  if (estimates.length === 0) return 'The plan has no task.';
  const cold = estimates.filter((estimate) => estimate.source.cold_start).length;
  const parts = [
    `${countOf(draws, 'simulated run')} under the lane caps; ${formatPercent(SHARED_PART)} of each surprise shared by the project.`,
    cold === 0
      ? 'Every task leans on observations.'
      : `Cold start: ${formatCount(cold)} of ${countOf(estimates.length, 'task')} ${wordFor(cold, 'has', 'have')} fewer than three observations.`,
    ...(unknownEnergy === 0
      ? []
      : [
          `Energy of ${formatCount(unknownEnergy)} of ${countOf(estimates.length, 'task')} is unknown and not in the total.`,
        ]),
    'Coverage not known yet: no finished run to compare with.',
  ];
  return parts.join(' ');
}
