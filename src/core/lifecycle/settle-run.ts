import type { GateState, TaskState } from '#shared/states.ts';
import { formatCount, wordFor } from '#shared/present/format-count.ts';
import { isTerminalTask } from './task-transitions.ts';

export interface SettledTask {
  taskId: string;
  /** What a person calls it. */
  title: string;
  state: TaskState;
  /** null: never dispatched, so its mode was never decided. */
  mode: 'real' | 'synthetic' | null;
  /** Whether anything was executed for it: a process ran, or an outside executor reported work. */
  didWork: boolean;
  reason: string | null;
}

export interface SettledGate {
  kpi: string;
  state: GateState;
  required: boolean;
  /** null: a gate of the whole run. */
  taskId: string | null;
  /** Why it failed or could not be measured; names failing tests where known. */
  reason: string | null;
}

export interface Settlement {
  to: 'completed' | 'needs_review' | 'failed';
  verification: GateState;
  reason: string;
}

interface SettleInput {
  tasks: readonly SettledTask[];
  gates: readonly SettledGate[];
}

/** How many gates or tasks a reason names before it counts the rest. */
const NAMED = 3;

/**
 * Settles a run whose tasks have all ended. Throws when one has not: that is the caller's mistake.
 */
export function settleRun(input: SettleInput): Settlement {
  const open = input.tasks.find((task) => !isTerminalTask(task.state));
  if (open !== undefined) throw new Error(`task ${open.taskId} is ${open.state}: not settled yet`);
  return (
    withoutTasks(input) ??
    withoutAnyWork(input) ??
    withViolations(input) ??
    allSynthetic(input) ??
    withoutProof(input) ??
    completed(input)
  );
}

function withoutTasks({ tasks }: SettleInput): Settlement | null {
  if (tasks.length > 0) return null;
  return review('The run had no task, so there is nothing that could be verified.');
}

function withoutAnyWork({ tasks }: SettleInput): Settlement | null {
  const failed = tasks.filter((task) => task.state === 'failed');
  const nothingDone = tasks.every((task) => task.state !== 'succeeded' && !task.didWork);
  if (failed.length === 0 || !nothingDone) return null;
  const reason = `No task could do any work: ${nameTasks(failed)}.`;
  return { to: 'failed', verification: 'unverified', reason };
}

function withViolations({ tasks, gates }: SettleInput): Settlement | null {
  const failedGates = gates.filter((gate) => gate.state === 'fail');
  const failed = tasks.filter((task) => task.state === 'failed');
  const skipped = tasks.filter((task) => task.state === 'skipped');
  const parts = [
    ...part('Failed gates', failedGates, nameGates),
    ...part('Failed tasks', failed, nameTasks),
    ...part('Skipped tasks', skipped, nameTasks),
  ];
  if (parts.length === 0) return null;
  // What a synthetic task missed was drawn: it asks for a review, and disproves nothing.
  const synthetic = syntheticIds(tasks);
  const isDisproved = failedGates.some((gate) => !isOf(synthetic, gate));
  const verification = isDisproved ? 'fail' : 'unverified';
  return { to: 'needs_review', verification, reason: parts.join(' ') };
}

function allSynthetic({ tasks }: SettleInput): Settlement | null {
  if (!tasks.every((task) => task.mode === 'synthetic')) return null;
  const reason = 'Every task was synthetic: synthetic work proves nothing.';
  return { to: 'completed', verification: 'unverified', reason };
}

function withoutProof({ tasks, gates }: SettleInput): Settlement | null {
  const synthetic = syntheticIds(tasks);
  const blocking = gates.filter(
    (gate) => gate.required && gate.state !== 'pass' && !isOf(synthetic, gate),
  );
  if (blocking.length > 0) {
    return review(`Required gates without a measurement: ${nameGates(blocking)}.`);
  }
  const idle = tasks.every((task) => !task.didWork);
  if (!idle || gates.length === 0) return null;
  return review('No task of the run did any work, so its gates prove nothing.');
}

function completed({ tasks, gates }: SettleInput): Settlement {
  const synthetic = syntheticIds(tasks);
  const own = gates.filter((gate) => !isOf(synthetic, gate));
  const unmeasured = own.filter((gate) => gate.state !== 'pass');
  const proven = own.some((gate) => gate.state === 'pass') && synthetic.size === 0;
  const parts = [
    verdict(own, synthetic.size, proven),
    ...part('Not measured, not required', unmeasured, nameGates),
  ];
  const verification = proven ? 'pass' : 'unverified';
  return { to: 'completed', verification, reason: parts.join(' ') };
}

function verdict(gates: readonly SettledGate[], synthetic: number, proven: boolean): string {
  if (proven) return 'Every gate that was measured holds.';
  if (synthetic > 0) {
    return `Unverified: ${formatCount(synthetic)} of the tasks ${wordFor(synthetic, 'was', 'were')} synthetic, and synthetic work proves nothing.`;
  }
  if (gates.length === 0) return 'Unverified: no gate applied to this run.';
  return 'Unverified: no gate of this run could be measured.';
}

function review(reason: string): Settlement {
  return { to: 'needs_review', verification: 'unverified', reason };
}

function syntheticIds(tasks: readonly SettledTask[]): ReadonlySet<string> {
  return new Set(tasks.filter((task) => task.mode === 'synthetic').map((task) => task.taskId));
}

function isOf(taskIds: ReadonlySet<string>, gate: SettledGate): boolean {
  return gate.taskId !== null && taskIds.has(gate.taskId);
}

function part<T>(label: string, items: readonly T[], name: (items: readonly T[]) => string) {
  return items.length === 0 ? [] : [`${label}: ${name(items)}.`];
}

function nameGates(gates: readonly SettledGate[]): string {
  return nameFirst(gates.map((gate) => withReason(gate.kpi, gate.reason)));
}

function nameTasks(tasks: readonly SettledTask[]): string {
  return nameFirst(tasks.map((task) => withReason(task.title, task.reason)));
}

function withReason(name: string, reason: string | null): string {
  return reason === null ? name : `${name} (${reason.replace(/[.\s]+$/u, '')})`;
}

function nameFirst(names: readonly string[]): string {
  const rest = names.length - NAMED;
  const shown = names.slice(0, NAMED).join('; ');
  return rest > 0 ? `${shown}; and ${rest} more` : shown;
}
