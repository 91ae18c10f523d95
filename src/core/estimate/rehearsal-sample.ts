import { must } from '#shared/assert.ts';
import type { Complexity } from './priors.ts';
import { seededRng, shuffle } from './seeded-rng.ts';

export interface RehearsalTask {
  taskId: string;
  lane: string;
  kind: string;
  complexity: Complexity;
}

export interface Stratum {
  key: string;
  total: number;
  sampled: number;
}

export interface RehearsalSample {
  /** Ids in the order they were given. */
  sampled: string[];
  strata: Stratum[];
  /** Share of the strata that have at least one sampled task; 0 without tasks. */
  coverage: number;
  /** Share of the tasks that were sampled. */
  actualPct: number;
  /**
   * Whether more than `pct` had to be taken: one task at least, and one of every stratum when
   * stratified.
   */
  autoBumped: boolean;
}

/** Key of a task's stratum: kind × complexity × lane. */
export function stratumOf({ kind, complexity, lane }: Omit<RehearsalTask, 'taskId'>): string {
  return `${kind} · ${complexity} · ${lane}`;
}

/**
 * Draws the tasks of a rehearsal: ⌊pct · n⌋ of them, raised to one, or to one of every stratum when
 * stratified. What is above one each goes to the stratum that is furthest below its proportional
 * share. The same seed draws the same tasks.
 */
export function drawRehearsalSample(
  tasks: readonly RehearsalTask[],
  pct: number,
  options: { seed: number; stratified: boolean },
): RehearsalSample {
  const strata = Map.groupBy(tasks, stratumOf);
  const asked = Math.min(tasks.length, Math.floor(pct * tasks.length + 1e-9));
  const least = options.stratified ? strata.size : Math.min(1, tasks.length);
  const size = Math.max(asked, least);
  const shuffled = shuffle(tasks, seededRng(options.seed));
  const chosen = options.stratified ? takeByStratum(shuffled, size) : shuffled.slice(0, size);
  const ids = new Set(chosen.map((task) => task.taskId));
  const counted = [...strata].map(([key, members]) => ({
    key,
    total: members.length,
    sampled: members.filter((task) => ids.has(task.taskId)).length,
  }));
  return {
    sampled: tasks.filter((task) => ids.has(task.taskId)).map((task) => task.taskId),
    strata: counted,
    coverage: share(counted.filter((stratum) => stratum.sampled > 0).length, counted.length),
    actualPct: share(size, tasks.length),
    autoBumped: size > asked,
  };
}

function takeByStratum(shuffled: readonly RehearsalTask[], size: number): RehearsalTask[] {
  const strata = [...Map.groupBy(shuffled, stratumOf).values()];
  const counts = strata.map(() => 1);
  const fraction = share(size, shuffled.length);
  for (let spare = size - strata.length; spare > 0; spare -= 1) {
    const at = mostBehind(strata, counts, fraction);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return strata.flatMap((members, index) => members.slice(0, counts[index]));
}

function mostBehind(
  strata: readonly (readonly RehearsalTask[])[],
  counts: readonly number[],
  fraction: number,
): number {
  const lags = strata.map(({ length }, index) => {
    const count = must(counts[index], 'one count per stratum');
    return count >= length ? -Infinity : length * fraction - count;
  });
  return lags.indexOf(Math.max(...lags));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
