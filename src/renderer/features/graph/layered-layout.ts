import { type GraphTask, NODE_HEIGHT, NODE_WIDTH, type Position } from './graph-task.ts';

type Wiring = Pick<GraphTask, 'id' | 'deps' | 'lane'>;

const COLUMN_GAP = 64;
const ROW_GAP = 14;
/** Columns at least this tall before one is folded into several side by side. */
const FEWEST_ROWS = 12;

/**
 * Column = longest chain of dependencies before the task, rows in a column by lane, tall columns
 * folded. Linear in tasks and edges: the layout for graphs too large for crossing minimisation.
 */
export function layeredLayout(tasks: readonly Wiring[]): Map<string, Position> {
  const depths = depthsOf(tasks);
  const columns = new Map<number, Wiring[]>();
  for (const task of tasks) {
    const depth = depths.get(task.id) ?? 0;
    const column = columns.get(depth);
    if (column) column.push(task);
    else columns.set(depth, [task]);
  }
  const positions = new Map<string, Position>();
  const tallest = Math.max(FEWEST_ROWS, Math.ceil(Math.sqrt(tasks.length)));
  let x = 0;
  for (const depth of [...columns.keys()].toSorted((a, b) => a - b)) {
    const column = columns.get(depth) ?? [];
    column.sort((a, b) => a.lane.localeCompare(b.lane));
    column.forEach((task, index) => {
      const side = Math.floor(index / tallest) * (NODE_WIDTH + ROW_GAP);
      const y = (index % tallest) * (NODE_HEIGHT + ROW_GAP);
      positions.set(task.id, { x: x + side, y });
    });
    x += Math.ceil(column.length / tallest) * (NODE_WIDTH + ROW_GAP) + COLUMN_GAP;
  }
  return positions;
}

/**
 * Longest chain of known dependencies before each task; an edge that closes a cycle counts as none.
 */
export function depthsOf(tasks: readonly Wiring[]): Map<string, number> {
  const { open, followers } = wire(tasks);
  const depths = new Map(tasks.map((task) => [task.id, 0]));
  const ready = tasks.filter((task) => open.get(task.id) === 0).map((task) => task.id);
  // `ready` grows while it is walked: Kahn's order.
  for (const id of ready) {
    const depth = (depths.get(id) ?? 0) + 1;
    for (const next of followers.get(id) ?? []) {
      depths.set(next, Math.max(depths.get(next) ?? 0, depth));
      const left = (open.get(next) ?? 0) - 1;
      open.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return depths;
}

function wire(tasks: readonly Wiring[]) {
  const open = new Map(tasks.map((task) => [task.id, 0]));
  const followers = new Map<string, string[]>();
  for (const task of tasks) {
    for (const dep of new Set(task.deps)) {
      if (!open.has(dep)) continue;
      const list = followers.get(dep);
      if (list) list.push(task.id);
      else followers.set(dep, [task.id]);
      open.set(task.id, (open.get(task.id) ?? 0) + 1);
    }
  }
  return { open, followers };
}
