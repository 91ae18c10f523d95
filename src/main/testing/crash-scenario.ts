import type { AllClients } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { isGone } from './crash-client.ts';

type Pas = AllClients['pas'];
type Card = Parameters<Pas['submitJobcard']>[0];

export const RUN = { project_id: 1, run_id: 'r' };

/** A card of every kind of work that the engine does. */
export const CARDS: Readonly<Record<string, (repo: string) => Card>> = {
  external: () => ({ ...RUN, lane: 'Code-Impl', kind: 'external' }),
  synthetic: () => ({ ...RUN, lane: 'Code-Impl' }),
  command: (repo) => ({
    ...RUN,
    lane: 'Code-Impl',
    payload: { repo, command: ['node', 'lint.js'] },
  }),
  step: (repo) => ({ ...RUN, lane: 'Code-Impl', payload: { repo, step: 'test' } }),
  index: (repo) => ({ ...RUN, lane: 'Vector-Ops', payload: { repo, operation: 'refresh' } }),
  text: () => ({
    ...RUN,
    lane: 'Narrative',
    payload: { generated: 'It is done.', reference: 'It is done.' },
  }),
};

const ENDS = new Set(['run.completed', 'run.needs_review', 'run.failed', 'run.terminated']);

/**
 * What a client does with a run of two cards, one behind the other, until the run has ended. It may
 * be done again with the next engine: each request keeps its key.
 */
export async function playRun(
  pas: Pas,
  card: Card,
  gone: AbortSignal = new AbortController().signal,
): Promise<'ended' | 'gone'> {
  try {
    const first = await pas.submitJobcard(card, { idempotencyKey: 'first' });
    await pas.submitJobcard({ ...card, deps: [first.task_id] }, { idempotencyKey: 'second' });
    await pas.startRun(RUN, { idempotencyKey: 'start' });
    for await (const event of pas.events({ after: 0 }, gone)) {
      if (card.kind === 'external' && event.type === 'task.running')
        await report(pas, String(event.task_id), Number(event.data['attempt']));
      if (event.run_id === RUN.run_id && ENDS.has(event.type)) return 'ended';
    }
    return 'gone';
  } catch (error) {
    if (isGone(error)) return 'gone';
    throw error;
  }
}

/** The outside worker's receipt of an attempt; one that was lost meanwhile is refused. */
async function report(pas: Pas, taskId: string, attempt: number): Promise<void> {
  const receipt = {
    ...RUN,
    task_id: taskId,
    attempt,
    lane: 'Code-Impl',
    provider: 'outside',
    time_ms: 5,
    cost_usd: 0.25,
    status: 'succeeded',
  };
  try {
    await pas.storeReceipt(receipt, { idempotencyKey: `${taskId}.${attempt}` });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'attempt_ended')) throw error;
  }
}
