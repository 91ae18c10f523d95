import type { TaskState } from '../states.ts';
import { isTerminalTask } from './activity.ts';
import type { ExpectedEnd } from './header-line.ts';

/** What the estimate of the end looks at. */
export interface RemainingTask {
  task_id: string;
  lane: string;
  status: TaskState;
  deps: readonly string[];
  started_at: string | null;
  estimate_ms: { mean: number; ci_90: readonly [number, number] } | null;
}

/**
 * Expected milliseconds that are left, and the squares of the distances to both ends of the
 * interval.
 */
interface Left {
  mean: number;
  below: number;
  above: number;
}

const NOTHING: Left = { mean: 0, below: 0, above: 0 };

/**
 * When the last of these tasks is expected to end. The work of a lane cannot pass its cap and a
 * task cannot start before what it depends on, so the end is at the longest of: each lane's work
 * over its cap, and the longest chain of dependencies. Errors of different tasks are taken as
 * independent: the half widths of their 90 % intervals add as squares. Null when a remaining task
 * has no estimate, or has run past the upper end of its own.
 */
export function expectedEnd(
  tasks: readonly RemainingTask[],
  caps: Readonly<Record<string, number>>,
  nowMs: number,
): ExpectedEnd | null {
  const open = tasks.filter((task) => !isTerminalTask(task.status));
  const left = new Map<string, Left>();
  for (const task of open) {
    const own = leftOf(task, nowMs);
    if (own === null) return null;
    left.set(task.task_id, own);
  }
  if (open.length === 0) return null;
  const chains = longestChains(open, left);
  const binding = [...laneLoads(open, left, caps), ...chains.values()].reduce(longer, NOTHING);
  const end = nowMs + binding.mean;
  return {
    mean: end,
    ci_90: [Math.max(nowMs, end - Math.sqrt(binding.below)), end + Math.sqrt(binding.above)],
  };
}

function leftOf(task: RemainingTask, nowMs: number): Left | null {
  const band = task.estimate_ms;
  if (band === null) return null;
  const startedMs = task.started_at === null ? null : Date.parse(task.started_at);
  const ran = task.status === 'queued' || startedMs === null ? 0 : nowMs - startedMs;
  const [low, high] = band.ci_90;
  if (ran > high) return null;
  const mean = Math.max(0, band.mean - ran);
  return {
    mean,
    below: (mean - Math.max(0, low - ran)) ** 2,
    above: (high - ran - mean) ** 2,
  };
}

function plus(a: Left, b: Left): Left {
  return { mean: a.mean + b.mean, below: a.below + b.below, above: a.above + b.above };
}

function longer(a: Left, b: Left): Left {
  return b.mean > a.mean || (b.mean === a.mean && b.above > a.above) ? b : a;
}

function laneLoads(
  open: readonly RemainingTask[],
  left: ReadonlyMap<string, Left>,
  caps: Readonly<Record<string, number>>,
): Left[] {
  const loads = new Map<string, Left>();
  for (const { task_id: id, lane } of open) {
    loads.set(lane, plus(loads.get(lane) ?? NOTHING, left.get(id) ?? NOTHING));
  }
  return [...loads].map(([lane, load]) => {
    const cap = Math.max(1, caps[lane] ?? 1);
    return { mean: load.mean / cap, below: load.below / cap ** 2, above: load.above / cap ** 2 };
  });
}

/**
 * For every task, the longest chain that ends with it. Dependencies come in an order without
 * circles.
 */
function longestChains(
  open: readonly RemainingTask[],
  left: ReadonlyMap<string, Left>,
): ReadonlyMap<string, Left> {
  const byId = new Map(open.map((task) => [task.task_id, task]));
  const chains = new Map<string, Left>();
  const stack = open.map((task) => task.task_id);
  while (stack.length > 0) {
    const id = stack.at(-1) ?? '';
    const before = (byId.get(id)?.deps ?? []).filter((dep) => byId.has(dep));
    const unknown = before.filter((dep) => !chains.has(dep));
    if (chains.has(id) || unknown.length === 0) {
      stack.pop();
      const longest = before.map((dep) => chains.get(dep) ?? NOTHING).reduce(longer, NOTHING);
      chains.set(id, plus(longest, left.get(id) ?? NOTHING));
    } else stack.push(...unknown);
  }
  return chains;
}
