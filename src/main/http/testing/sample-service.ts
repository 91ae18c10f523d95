import { z } from 'zod';
import { eventStream, endpoint, keyField, replayField } from '#shared/contract/define.ts';
import type { CallContext, Handlers } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { payloadSchema } from '#shared/payload.ts';

/** A small table that has one of everything: parameters, query, body, aliases, keys, a stream. */
export const sampleContract = {
  health: endpoint({
    method: 'GET',
    path: '/health',
    scope: 'view',
    aliases: ['/healthz'],
    summary: 'Health',
    response: z.object({ status: z.literal('ok') }),
  }),
  addCard: endpoint({
    method: 'POST',
    path: '/v1/cards',
    scope: 'start',
    summary: 'Add',
    status: 201,
    body: z.object({
      run_id: z.string().min(1).max(200),
      priority: z.number().min(0).max(1).default(0.5),
      value: z.union([z.number(), z.boolean()]).optional(),
      deadline: z.iso.datetime({ offset: true }).optional(),
      deps: z.array(z.string().min(1)).max(5).default([]),
      payload: payloadSchema.default({}),
      ...keyField,
    }),
    response: z.object({ task_id: z.string(), priority: z.number(), ...replayField }),
    errors: ['unknown_lane'],
  }),
  getCard: endpoint({
    method: 'GET',
    path: '/v1/cards/:card_id',
    scope: 'view',
    summary: 'Get',
    params: z.object({ card_id: z.coerce.number().int().min(0) }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(10).default(3) }),
    response: z.object({ card_id: z.number(), limit: z.number() }),
    errors: ['unknown_task'],
  }),
  start: endpoint({
    method: 'POST',
    path: '/v1/cards/:card_id/start',
    scope: 'start',
    summary: 'Start',
    idempotency: 'required',
    params: z.object({ card_id: z.coerce.number().int().min(0) }),
    body: z.object({ mode: z.enum(['slow', 'fast']).default('fast'), ...keyField }),
    response: z.object({ actor: z.string(), key: z.string(), mode: z.string(), ...replayField }),
  }),
  removeCard: endpoint({
    method: 'DELETE',
    path: '/v1/cards/:card_id',
    scope: 'admin',
    summary: 'Remove',
    params: z.object({ card_id: z.coerce.number().int().min(0) }),
    response: z.object({ removed: z.boolean(), ...replayField }),
  }),
  breakDown: endpoint({
    method: 'POST',
    path: '/v1/break',
    scope: 'start',
    summary: 'Fail unexpectedly',
    response: z.object({ status: z.string() }),
  }),
  events: eventStream({
    path: '/v1/events',
    scope: 'view',
    summary: 'Events',
    query: z.object({
      after: z.coerce.number().int().min(0).optional(),
      run_id: z.string().optional(),
    }),
    event: z.object({ seq: z.number(), type: z.string(), data: z.record(z.string(), z.unknown()) }),
  }),
};

/** Handlers over memory, with a count of every call that reached one. */
export interface SampleService {
  handlers: Handlers<typeof sampleContract>;
  calls: () => number;
}

/** A fresh sample service whose stream yields `events` numbered events. */
export function createSampleService(events = 10): SampleService {
  let count = 0;
  const cards = new Map<string, { body: string; task_id: string }>();
  const seen = <T>(value: T): T => {
    count++;
    return value;
  };
  const handlers: Handlers<typeof sampleContract> = {
    health: async () => seen({ status: 'ok' }),
    addCard: async (input, call) => {
      seen(null);
      if (input.payload['fail'] === true) throw new AppError('unknown_lane', 'No such lane.');
      return {
        task_id: storeOnce(cards, input, call),
        priority: input.priority,
        ...replayOf(call),
      };
    },
    getCard: async ({ card_id, limit }) => {
      seen(null);
      if (card_id > 1000) throw new AppError('unknown_task', `There is no card ${card_id}.`);
      return { card_id, limit };
    },
    start: async ({ mode }, call) =>
      seen({ actor: call.actor, key: call.idempotencyKey ?? '', mode }),
    removeCard: async () => seen({ removed: true }),
    breakDown: async () => {
      seen(null);
      throw new Error('secret: the table is on fire');
    },
    events: (input, signal) => {
      seen(null);
      return countEvents(input.after ?? 0, events, input.run_id, signal);
    },
  };
  return { handlers, calls: () => count };
}

function replayOf(call: CallContext): { idempotent_replay?: true } {
  return call.replay === undefined ? {} : { idempotent_replay: true };
}

function storeOnce(
  cards: Map<string, { body: string; task_id: string }>,
  input: unknown,
  call: CallContext,
): string {
  const body = JSON.stringify(input);
  const stored = cards.get(call.idempotencyKey ?? '');
  if (stored !== undefined) {
    call.replay = stored.body === body ? 'same' : 'payload_mismatch';
    return stored.task_id;
  }
  const task_id = `t${cards.size + 1}`;
  if (call.idempotencyKey !== undefined) cards.set(call.idempotencyKey, { body, task_id });
  return task_id;
}

async function* countEvents(
  after: number,
  last: number,
  run_id: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<{ seq: number; type: string; data: Record<string, unknown> }> {
  if (run_id === 'nobody') throw new AppError('unknown_run', 'There is no run nobody.');
  for (let seq = after + 1; seq <= last && !signal.aborted; seq++) {
    yield { seq, type: 'tick', data: { text: `event ${seq}` } };
  }
  // A live stream stays open until its reader leaves.
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
}
