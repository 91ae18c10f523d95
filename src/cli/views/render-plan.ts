import type { Plan, PlanTask, RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { leftOutOf } from '#shared/present/left-out.ts';
import { shorten } from '../terminal/shorten.ts';
import { renderTable } from '../terminal/render-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { renderFacts } from './render-facts.ts';
import { renderLeftOut } from './render-left-out.ts';

/**
 * The plan as a tree of tasks with lanes and dependencies, after the facts of the repository and
 * before the notes.
 */
export function renderPlan(
  plan: Plan,
  facts: RepositoryFacts | null,
  terminal: Terminal,
): string[] {
  const { colors } = terminal;
  const goal = shorten(plan.goal.split('\n')[0] ?? '', 200);
  const by =
    plan.source === 'template'
      ? 'template planner: found by looking, no model was asked'
      : 'architect';
  return [
    ...(goal === '' ? [] : [colors.bold(goal)]),
    colors.dim(`${tasksText(plan)} in ${countOf(plan.waves.length, 'wave')}, ${by}`),
    '',
    ...(facts === null ? [] : [...renderFacts(facts, terminal), '']),
    ...renderTree(plan, terminal),
    ...renderLeftOut(leftOutOf(plan.tasks), terminal),
    ...renderNotes(plan.notes, terminal),
  ];
}

/** `3 of 4 tasks will run`. */
function tasksText({ tasks }: Plan): string {
  const left = leftOutOf(tasks).length;
  if (left === 0) return countOf(tasks.length, 'task');
  return `${formatCount(tasks.length - left)} of ${countOf(tasks.length, 'task')} will run,`;
}

function renderTree(plan: Plan, terminal: Terminal): string[] {
  const { colors } = terminal;
  const wave = new Map(plan.waves.flatMap((keys, index) => keys.map((key) => [key, index + 1])));
  const rows = treeOrder(plan.tasks).map(({ task, prefix }) => [
    colors.dim(prefix) + task.title,
    task.lane,
    task.runnable ? colors.green('✓ yes') : colors.yellow('– needs a model'),
    String(wave.get(task.key) ?? ''),
    colors.dim(task.deps.join(', ')),
  ]);
  const columns = [
    { head: 'task' },
    { head: 'lane' },
    { head: 'runnable' },
    { head: 'wave', align: 'right' as const },
    { head: 'after' },
  ];
  return rows.length === 0 ? ['No tasks.'] : renderTable(columns, rows, terminal);
}

interface TreeLine {
  task: PlanTask;
  prefix: string;
}

/**
 * Tasks below their parent, drawn with branches; a task whose parent is not in the plan is a root.
 */
export function treeOrder(tasks: readonly PlanTask[]): TreeLine[] {
  const keys = new Set(tasks.map(({ key }) => key));
  const childrenOf = (parent: string | null) =>
    tasks.filter(
      (task) => (task.parent !== null && keys.has(task.parent) ? task.parent : null) === parent,
    );
  const walk = (parent: string, indent: string): TreeLine[] =>
    childrenOf(parent).flatMap((task, index, siblings) => {
      const isLast = index === siblings.length - 1;
      return [
        { task, prefix: `${indent}${isLast ? '└─ ' : '├─ '}` },
        ...walk(task.key, `${indent}${isLast ? '   ' : '│  '}`),
      ];
    });
  return childrenOf(null).flatMap((task) => [{ task, prefix: '' }, ...walk(task.key, '')]);
}

function renderNotes(notes: readonly string[], { colors }: Terminal): string[] {
  return notes.length === 0 ? [] : ['', ...notes.map((note) => `${colors.yellow('!')} ${note}`)];
}
