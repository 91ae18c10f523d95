/** Two tasks of one wave that may not run at the same time, and a file that both may affect. */
export interface PlanConflict {
  first: string;
  second: string;
  file: string;
}

/**
 * Parts waves so that no two tasks of one wave reach the same file. `reach` holds the files a task
 * may affect; a task that is not in it meets no other task. Order within a wave decides who goes
 * first; a later part starts when the earlier one is done.
 */
export function partWaves(
  waves: readonly (readonly string[])[],
  reach: ReadonlyMap<string, ReadonlySet<string>>,
): { waves: string[][]; conflicts: PlanConflict[] } {
  const conflicts: PlanConflict[] = [];
  const parted = waves.flatMap((wave) => partWave(wave, reach, conflicts));
  return { waves: parted, conflicts };
}

function partWave(
  wave: readonly string[],
  reach: ReadonlyMap<string, ReadonlySet<string>>,
  conflicts: PlanConflict[],
): string[][] {
  const parts: { keys: string[]; holder: Map<string, string> }[] = [];
  for (const key of wave) {
    const files = reach.get(key) ?? new Set<string>();
    const free = parts.find(({ holder }) => {
      const file = [...files].find((one) => holder.has(one));
      const first = file === undefined ? undefined : holder.get(file);
      if (file === undefined || first === undefined) return true;
      conflicts.push({ first, second: key, file });
      return false;
    });
    const part = free ?? { keys: [], holder: new Map<string, string>() };
    if (free === undefined) parts.push(part);
    part.keys.push(key);
    for (const file of files) part.holder.set(file, key);
  }
  return parts.map(({ keys }) => keys);
}
