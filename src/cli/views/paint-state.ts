import type { GateState, ProjectState, RunState, TaskState } from '#shared/states.ts';
import type { Colors } from '../terminal/terminal.ts';

type Tone = 'green' | 'red' | 'yellow' | 'cyan' | 'dim';
/** A symbol always goes with the colour, so that nothing is said by colour alone. */
type Mark = readonly [symbol: string, tone: Tone];

const RUN: Record<RunState, Mark> = {
  pending: ['○', 'dim'],
  planning: ['○', 'dim'],
  executing: ['●', 'cyan'],
  paused: ['‖', 'yellow'],
  validating: ['◐', 'cyan'],
  completed: ['✓', 'green'],
  needs_review: ['!', 'yellow'],
  failed: ['✗', 'red'],
  terminated: ['■', 'red'],
};

const TASK: Record<TaskState, Mark> = {
  queued: ['○', 'dim'],
  running: ['●', 'cyan'],
  waiting_io: ['◐', 'cyan'],
  succeeded: ['✓', 'green'],
  failed: ['✗', 'red'],
  skipped: ['–', 'dim'],
};

const GATE: Record<GateState, Mark> = {
  pass: ['✓', 'green'],
  fail: ['✗', 'red'],
  unverified: ['?', 'yellow'],
  not_measured: ['–', 'yellow'],
};

const PROJECT: Record<ProjectState, Mark> = {
  ideation: ['○', 'dim'],
  clarifying: ['○', 'dim'],
  planning: ['○', 'dim'],
  estimating: ['○', 'dim'],
  pending_approval: ['◐', 'yellow'],
  approved: ['◐', 'cyan'],
  executing: ['●', 'cyan'],
  validating: ['◐', 'cyan'],
  completed: ['✓', 'green'],
  needs_review: ['!', 'yellow'],
  paused: ['‖', 'yellow'],
  cancelled: ['■', 'dim'],
};

export function paintRunState(state: RunState, colors: Colors): string {
  return paint(RUN[state], readable(state), colors);
}

export function paintTaskState(state: TaskState, colors: Colors): string {
  return paint(TASK[state], readable(state), colors);
}

export function paintGateState(state: GateState, colors: Colors): string {
  return paint(GATE[state], readable(state), colors);
}

export function paintProjectState(state: ProjectState, colors: Colors): string {
  return paint(PROJECT[state], readable(state), colors);
}

function readable(state: string): string {
  return state.replaceAll('_', ' ');
}

function paint([symbol, tone]: Mark, text: string, colors: Colors): string {
  return colors[tone](`${symbol} ${text}`);
}
