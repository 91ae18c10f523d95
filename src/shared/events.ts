import { z } from 'zod';
import { assertNever } from './assert.ts';
import { budgetCapsSchema, isoTimeSchema } from './contract/pas-schemas.ts';
import { projectIdSchema } from './ids.ts';
import {
  approvalKindSchema,
  ruleDecisionSchema,
  ruleScopeSchema,
  shownActionSchema,
} from './rules.ts';
import {
  executionModeSchema,
  failureClassSchema,
  gateStateSchema,
  runKindSchema,
} from './states.ts';

const reason = z.string().nullable();
const actor = z.string();

/** What a run's change of state says. */
const runMoved = z.object({ from: z.string(), reason });
/** The counts of a run after the event, so that no reader has to add up. */
const runTotals = z.object({
  tasks_total: z.number().int(),
  tasks_completed: z.number().int(),
  tasks_failed: z.number().int(),
  spend_usd: z.number(),
  spend_energy_kwh: z.number(),
  energy_unknown_tasks: z.number().int(),
  tokens_total: z.number().int(),
});
export type RunTotals = z.infer<typeof runTotals>;

const endedTask = z.object({
  reason,
  run: runTotals.optional(),
  lane: z.string().optional(),
  attempt: z.number().int().optional(),
  mode: executionModeSchema.optional(),
  time_ms: z.number().optional(),
  provider: z.string().optional().describe('an outside executor that reported the end'),
  source: z.literal('reported').optional(),
});
const runCaps = z.object({
  capMicro: z.number().nullable(),
  capTokens: z.number().nullable(),
  capEnergyKwh: z.number().nullable(),
  capMs: z.number().nullable().optional(),
});
const sharedCaps = z.object({
  dayMicro: z.number().nullable(),
  projects: z.record(z.string(), z.number()),
});
const branchMoved = z.object({
  target: z.string().describe('the branch'),
  commit: z.string().describe('its commit now'),
  before: z.string().describe('its commit before'),
  actor,
});
const nothing = z.object({});
const deletion = z.object({ trash_id: z.number().int(), actor });

/**
 * Which ids an event of this kind always has: those of the task and its run, of the run, of the
 * project, or none that can be relied on.
 */
type Subject = 'task' | 'run' | 'project' | 'any';

function kind<S extends Subject, D extends z.ZodType>(of: S, meaning: string, data: D) {
  return { of, meaning, data };
}

/** Everything the engine writes into its event log: what it means, and what its data holds. */
export const EVENTS = {
  'project.ideation': kind('project', 'A project was made.', z.object({ name: z.string() })),
  'project.planned': kind(
    'project',
    'A project got a plan of this many tasks.',
    z.object({ tasks: z.number().int() }),
  ),
  'project.estimated': kind('project', 'A project’s plan was estimated.', nothing),
  'project.approved': kind(
    'project',
    'A person approved a project’s plan with these caps.',
    z.object({
      caps: budgetCapsSchema,
      actor,
      breach_policy: z.string(),
      quality_slo: z.number().optional(),
    }),
  ),
  'project.executing': kind('project', 'The project’s current run executes.', nothing),
  'project.paused': kind('project', 'The project’s current run is paused.', nothing),
  'project.validating': kind('project', 'The gates of the project’s current run are run.', nothing),
  'project.completed': kind('project', 'The project’s current run is completed.', nothing),
  'project.needs_review': kind(
    'project',
    'The project’s current run ended and needs a person’s review.',
    nothing,
  ),
  'project.cancelled': kind('project', 'A person cancelled a project.', nothing),
  'trash.added': kind(
    'project',
    'A project was moved to the trash, or a run where the event names one.',
    deletion,
  ),
  'trash.restored': kind('project', 'It came back from the trash.', deletion),
  'trash.emptied': kind(
    'any',
    'Something was removed from the trash for good.',
    z.object({ trash_id: z.number().int(), actor }),
  ),
  'trash.days_changed': kind(
    'any',
    'How long the trash keeps things was changed.',
    z.object({ before: z.number().int(), after: z.number().int(), actor }),
  ),
  'run.created': kind('run', 'A run was created, by its first card or its start.', nothing),
  'run.executing': kind(
    'run',
    'A run was started, or goes on after a pause, a validation or a review.',
    z.object({
      from: z.string(),
      reason: reason.optional(),
      run_kind: runKindSchema.optional(),
      budget_caps: budgetCapsSchema.nullable().optional(),
    }),
  ),
  'run.paused': kind('run', 'A run starts no further task; running ones finish.', runMoved),
  'run.validating': kind('run', 'All tasks of a run have ended and its gates are run.', runMoved),
  'run.completed': kind('run', 'A run ended, and its gates agree or were overridden.', runMoved),
  'run.needs_review': kind('run', 'A run’s tasks ended, and a person has to review it.', runMoved),
  'run.failed': kind('run', 'A run ended without any task that did its work.', runMoved),
  'run.terminated': kind('run', 'A person ended a run for good.', runMoved),
  'merge.done': kind('run', 'A run’s work was brought into a branch.', branchMoved),
  'merge.undone': kind('run', 'A branch went back to before a run’s merge.', branchMoved),
  'merge.database': kind(
    'run',
    'A database got the result of a run’s migration, or back what it held before.',
    z.object({ path: z.string(), state: z.enum(['taken', 'kept']), actor }),
  ),
  'task.queued': kind(
    'task',
    'A job card was accepted.',
    z.object({
      lane: z.string(),
      title: z.string(),
      deps: z.array(z.string()),
      run: runTotals.optional(),
    }),
  ),
  'task.running': kind(
    'task',
    'An attempt at a task was started.',
    z.object({
      lane: z.string(),
      attempt: z.number().int(),
      mode: executionModeSchema,
      executor: z.string(),
      cause: z.string().describe('why it was this task’s turn'),
    }),
  ),
  'task.retrying': kind(
    'task',
    'An attempt failed and the task is queued again.',
    z.object({
      run: runTotals.optional(),
      reason: z.string(),
      failure_class: failureClassSchema,
      delay_ms: z.number().optional(),
      lane: z.string().optional(),
      attempt: z.number().int().optional(),
    }),
  ),
  'task.succeeded': kind('task', 'A task ended well; its receipt is stored.', endedTask),
  'task.failed': kind('task', 'A task failed for good; its receipt is stored.', endedTask),
  'task.skipped': kind('task', 'A task ended without a start; its receipt is stored.', endedTask),
  'receipt.filled': kind(
    'task',
    'A late report gave the usage of a lost attempt; the run’s spend is higher by it.',
    z.object({ attempt: z.number().int(), provider: z.string() }),
  ),
  'kpi.recorded': kind(
    'run',
    'A KPI of a task, or without a task of the whole run, was measured or reported.',
    z.object({
      kpi_name: z.string(),
      state: gateStateSchema,
      value: z.unknown(),
      tests_executed: z.number().nullable().optional(),
      reason: reason.optional(),
      source: z.enum(['reported', 'synthetic']).optional(),
      logs_path: z.string().optional(),
    }),
  ),
  'approval.raised': kind(
    'run',
    'A person is asked: about a run’s budget, a command, or a repository. What is asked about waits, or goes on by the breach policy.',
    z.object({
      approval_id: z.number().int(),
      kind: approvalKindSchema.default('budget'),
      shown: shownActionSchema.nullable().default(null),
      question: z.string(),
      proposed_budget_usd: z.number().nullable(),
      proposed_duration_minutes: z.number().nullable().default(null),
    }),
  ),
  'approval.decided': kind(
    'run',
    'A person answered a question, or its time was over.',
    z.object({
      approval_id: z.number().int(),
      kind: approvalKindSchema.default('budget'),
      decision: z.enum(['approved', 'rejected', 'expired']),
      actor,
      reason,
      rule_id: z.number().int().nullable().default(null),
    }),
  ),
  'rule.recorded': kind(
    'any',
    'A decision about a command or a repository was recorded, and answers from now on.',
    z.object({
      rule_id: z.number().int(),
      kind: approvalKindSchema,
      shown: shownActionSchema,
      actor,
      reason,
      before: ruleDecisionSchema.nullable().describe('what answered before; null: nothing'),
      after: ruleDecisionSchema,
      scope: ruleScopeSchema,
      expires_at: isoTimeSchema.nullable(),
    }),
  ),
  'rule.ended': kind(
    'any',
    'A rule was revoked, or what it rested on changed; what it was about asks again.',
    z.object({
      rule_id: z.number().int(),
      kind: approvalKindSchema,
      shown: shownActionSchema,
      actor,
      reason,
      before: ruleDecisionSchema,
      after: z.null(),
    }),
  ),
  'budget.changed': kind(
    'any',
    'The caps of a run changed, or those above runs: of the day or of a project.',
    z.union([
      z.object({ actor, reason, before: runCaps, after: runCaps }),
      z.object({ actor, reason, before: sharedCaps, after: sharedCaps }),
    ]),
  ),
  'lane.cap_changed': kind(
    'any',
    'A lane’s cap changed.',
    z.object({ lane: z.string(), before: z.number(), after: z.number(), actor }),
  ),
} as const;

export type EventType = keyof typeof EVENTS;
export type EventData<T extends EventType> = z.infer<(typeof EVENTS)[T]['data']>;
export type SubjectOf<T extends EventType> = (typeof EVENTS)[T]['of'];

function describeTypes(): string {
  const lines = Object.entries(EVENTS).map(([type, { meaning }]) => `- \`${type}\`: ${meaning}`);
  return `What happened. Other versions of Slipway may write other types.\n\n${lines.join('\n')}`;
}

/** A line of the durable event log. `seq` is the SSE event id. */
export const eventSchema = z.object({
  seq: z.number().int(),
  ts: isoTimeSchema,
  type: z.string().describe(describeTypes()),
  project_id: projectIdSchema.nullable(),
  run_id: z.string().nullable(),
  task_id: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});

/** An event as it is stored and streamed, whatever version of Slipway wrote it. */
export type WireEvent = z.infer<typeof eventSchema>;

interface SubjectIds {
  task: { run_id: string; task_id: string };
  run: { run_id: string };
  project: { project_id: number };
  any: object;
}

type TopicOf<T extends EventType> = T extends `${infer Topic}.${string}` ? Topic : never;

type EventOf<T extends EventType> = Omit<WireEvent, 'type' | 'data'> &
  SubjectIds[SubjectOf<T>] & { topic: TopicOf<T>; type: T; data: EventData<T> };

/**
 * An event of this version's vocabulary: a topic, a type within it, and what such an event says.
 */
export type LedgerEvent = { [T in EventType]: EventOf<T> }[EventType];

/** An event of a type or with data that this version does not have: shown as it was written. */
export type UnknownEvent = WireEvent & { topic: 'unknown' };

/** The part after the dot, e.g. the state that a run or task has come to. */
export function changeOf<Change extends string>(type: `${string}.${Change}`): Change {
  return type.slice(type.indexOf('.') + 1) as Change;
}

/** The event that a line of the log holds. Never throws: what cannot be understood is `unknown`. */
export function readEvent(line: WireEvent): LedgerEvent | UnknownEvent {
  const { type } = line;
  if (!isEventType(type) || !hasSubject(line, EVENTS[type].of))
    return { ...line, topic: 'unknown' };
  const read = EVENTS[type].data.safeParse(line.data);
  if (!read.success) return { ...line, topic: 'unknown' };
  const topic = type.slice(0, type.indexOf('.'));
  // The table's own row for this type has just accepted the data.
  return { ...line, topic, data: read.data } as LedgerEvent;
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENTS, type);
}

function hasSubject(line: WireEvent, of: Subject): boolean {
  switch (of) {
    case 'task':
      return line.task_id !== null && line.run_id !== null;
    case 'run':
      return line.run_id !== null;
    case 'project':
      return line.project_id !== null;
    case 'any':
      return true;
    default:
      return assertNever(of);
  }
}
