import type { AllClients } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { DEFAULT_LANES } from '#shared/lanes.ts';

type Pas = AllClients['pas'];
type Answer = Record<string, unknown>;

/** A write that was sent, perhaps more than once, under one key. */
export interface Sent {
  key: string;
  name: 'submitJobcard' | 'startRun' | 'storeReceipt' | 'heartbeat' | 'storeKpi';
  input: Record<string, unknown>;
  /** What came back; null while it is uncertain whether it was done. */
  answer: Answer | null;
  /** One answer came from the write itself and not from an earlier one. */
  isFresh?: true;
  /** Its run ended before the engine received it. */
  refused?: true;
  /** It is the receipt of an attempt that was lost in a crash. */
  isLate?: true;
}

/** What one client did over its life; the engine's promises are measured against it. */
export interface Diary {
  sent: Sent[];
  /** Tasks that only an outside report ends, and their runs. */
  outside: { taskId: string; runId: string; lane: string }[];
  /** Refusals that nothing explains. */
  surprises: string[];
}

/** Sends a write and notes the answer. False when the engine is gone. */
export async function send(pas: Pas, diary: Diary, sent: Sent, copies = 1): Promise<boolean> {
  const call = pas[sent.name] as unknown as (
    input: Record<string, unknown>,
    options: { idempotencyKey: string },
  ) => Promise<Answer>;
  const tries = Array.from({ length: copies }, () =>
    call(sent.input, { idempotencyKey: sent.key }),
  );
  const outcomes = await Promise.allSettled(tries);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') note(diary, sent, outcome.value);
    else if (isTooLate(outcome.reason, sent)) sent.refused = true;
    else if (isOfLostAttempt(outcome.reason, sent)) sent.isLate = true;
    else if (!isGone(outcome.reason))
      diary.surprises.push(`${sent.name}: ${String(outcome.reason)}`);
  }
  return outcomes.every((outcome) => outcome.status === 'fulfilled' || !isGone(outcome.reason));
}

/** A card that was never accepted, sent again after its run came to its end. */
function isTooLate(error: unknown, sent: Sent): boolean {
  return error instanceof AppError && error.code === 'run_ended' && sent.answer === null;
}

/** Answered so once, it is answered so for ever. */
function isOfLostAttempt(error: unknown, sent: Sent): boolean {
  return error instanceof AppError && error.code === 'attempt_ended' && sent.answer === null;
}

export function isGone(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unreachable' || error.code === 'stopping';
  // The connection broke in the middle of an answer.
  return error instanceof TypeError;
}

/** One key, one answer: every later one must equal the first. */
function note(diary: Diary, sent: Sent, answer: Answer): void {
  const { idempotent_replay: isReplay, ...plain } = answer;
  if (sent.isLate === true) diary.surprises.push(`${sent.key} was too late before`);
  if (isReplay !== true) sent.isFresh = true;
  if (sent.answer === null) {
    sent.answer = plain;
    recordTask(diary, sent, plain);
  } else if (JSON.stringify(sent.answer) !== JSON.stringify(plain)) {
    diary.surprises.push(
      `${sent.name} ${sent.key} answered ${JSON.stringify(plain)} after ${JSON.stringify(sent.answer)}`,
    );
  }
}

function recordTask(diary: Diary, sent: Sent, answer: Answer): void {
  if (sent.name !== 'submitJobcard' || sent.input['kind'] !== 'external') return;
  const { run_id: runId, lane } = sent.input as { run_id: string; lane: string };
  diary.outside.push({ taskId: String(answer['task_id']), runId, lane });
}

/** A receipt whose cost differs from task to task, so that sums show a lost or doubled one. */
export function receiptFor(task: Diary['outside'][number], n: number, attempt?: number): Sent {
  return {
    key: `receipt-${task.taskId}${attempt === undefined ? '' : `-${attempt}`}`,
    name: 'storeReceipt',
    input: {
      task_id: task.taskId,
      run_id: task.runId,
      lane: task.lane,
      provider: 'outside',
      tokens_in: n,
      tokens_out: 1,
      time_ms: 3,
      cost_usd: (n + 1) / 1e6,
      status: n % 7 === 0 ? 'failed' : 'succeeded',
      ...(attempt === undefined ? {} : { attempt }),
    },
    answer: null,
  };
}

/**
 * Writes one thing after another until the engine is gone or `most` are sent. `random` draws from
 * [0, 1).
 */
export async function writeUntilGone(
  pas: Pas,
  diary: Diary,
  life: { name: string; projectId: number; most: number; random: () => number },
): Promise<void> {
  const runId = `run-${life.name}`;
  const tasks: string[] = [];
  for (let n = 0; n < life.most; n += 1) {
    const sent = nextWrite(diary, { ...life, runId, n, tasks });
    diary.sent.push(sent);
    // One after another on purpose: a client waits for its answer.
    if (!(await send(pas, diary, sent, life.random() < 0.3 ? 2 : 1))) return;
    const taskId = sent.answer?.['task_id'];
    if (sent.name === 'submitJobcard' && typeof taskId === 'string') tasks.push(taskId);
  }
}

function nextWrite(
  diary: Diary,
  at: {
    name: string;
    projectId: number;
    random: () => number;
    runId: string;
    n: number;
    tasks: string[];
  },
): Sent {
  const { runId, projectId, random, n } = at;
  const key = `${at.name}-write-${n}`;
  const dice = random();
  const open = diary.outside.filter(
    ({ taskId }) => !diary.sent.some((sent) => sent.key === `receipt-${taskId}`),
  );
  const own = open[Math.floor(random() * open.length)];
  if (n === 3)
    return { key, name: 'startRun', input: { project_id: projectId, run_id: runId }, answer: null };
  if (own !== undefined && dice < 0.2) return receiptFor(own, Math.floor(random() * 1000));
  if (own !== undefined && dice < 0.3) return reportOn(own, key, random());
  const lane = DEFAULT_LANES[Math.floor(random() * DEFAULT_LANES.length)]?.name ?? 'Code-Impl';
  const last = at.tasks.at(-1);
  const deps = last !== undefined && random() < 0.3 ? [last] : [];
  const kind = random() < 0.25 ? { kind: 'external' } : {};
  const input = { project_id: projectId, run_id: runId, lane, deps, ...kind };
  return { key, name: 'submitJobcard', input, answer: null };
}

function reportOn(task: Diary['outside'][number], key: string, dice: number): Sent {
  const of = { task_id: task.taskId, run_id: task.runId };
  if (dice < 0.5)
    return {
      key,
      name: 'heartbeat',
      input: { ...of, ts: '2026-01-01T00:00:00Z', progress_pct: dice, est_remaining_ms: 1000 },
      answer: null,
    };
  const input = { ...of, kpi_name: 'reported', value: dice, pass: true, threshold: 0.5 };
  return { key, name: 'storeKpi', input, answer: null };
}
