import { AppError } from '#shared/errors.ts';

export interface GraphNode {
  key: string;
  deps: readonly string[];
}

/** The first dependency that names no node, or null. */
export function findUnknownDependency(
  nodes: readonly GraphNode[],
): { key: string; dep: string } | null {
  const keys = new Set(nodes.map(({ key }) => key));
  for (const { key, deps } of nodes) {
    const dep = deps.find((one) => !keys.has(one));
    if (dep !== undefined) return { key, dep };
  }
  return null;
}

/**
 * A cycle as keys, each depending on the next, the first repeated at the end; null when there is
 * none. Linear.
 */
export function findCycle(nodes: readonly GraphNode[]): string[] | null {
  const depsOf = new Map(nodes.map(({ key, deps }) => [key, deps]));
  const done = new Set<string>();
  for (const { key } of nodes) {
    const cycle = cycleFrom(key, depsOf, done);
    if (cycle !== null) return cycle;
  }
  return null;
}

/** Depth-first with its own stack: a chain of 100,000 tasks must not overflow the call stack. */
function cycleFrom(
  start: string,
  depsOf: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): string[] | null {
  const path: { key: string; next: number }[] = [];
  const onPath = new Set<string>();
  const enter = (key: string): void => {
    path.push({ key, next: 0 });
    onPath.add(key);
  };
  if (!done.has(start)) enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const dep = depsOf.get(top.key)?.[top.next];
    top.next += 1;
    if (dep === undefined) {
      done.add(top.key);
      onPath.delete(top.key);
      path.pop();
    } else if (onPath.has(dep)) {
      const keys = path.map(({ key }) => key);
      return [...keys.slice(keys.indexOf(dep)), dep];
    } else if (!done.has(dep) && depsOf.has(dep)) enter(dep);
  }
  return null;
}

/**
 * Keys in waves: a wave holds what may start once the waves before it are done, in the order given.
 * Throws `unknown_dependency` or `dependency_cycle`.
 */
export function planWaves(tasks: readonly GraphNode[]): string[][] {
  const unknown = findUnknownDependency(tasks);
  if (unknown !== null) {
    throw new AppError(
      'unknown_dependency',
      `The task ${unknown.key} depends on ${unknown.dep}, which is not in the plan.`,
    );
  }
  const cycle = findCycle(tasks);
  if (cycle !== null) {
    throw new AppError(
      'dependency_cycle',
      `The tasks depend on each other in a circle: ${cycle.join(' → ')}.`,
    );
  }
  return layersOf(tasks);
}

function layersOf(tasks: readonly GraphNode[]): string[][] {
  const open = new Map(tasks.map(({ key, deps }) => [key, new Set(deps).size]));
  const dependents = new Map<string, string[]>();
  for (const { key, deps } of tasks) {
    for (const dep of new Set(deps)) {
      const list = dependents.get(dep);
      if (list === undefined) dependents.set(dep, [key]);
      else list.push(key);
    }
  }
  const waves: string[][] = [];
  let wave = [...open].filter(([, count]) => count === 0).map(([key]) => key);
  while (wave.length > 0) {
    waves.push(wave);
    const next: string[] = [];
    for (const dependent of wave.flatMap((key) => dependents.get(key) ?? [])) {
      const left = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, left);
      if (left === 0) next.push(dependent);
    }
    wave = next;
  }
  return waves;
}
