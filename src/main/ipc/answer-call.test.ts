import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#shared/contract/define.ts';
import { AppError } from '#shared/errors.ts';
import { services, type Endpoint } from '#shared/contract/contract.ts';
import { answerCall } from './answer-call.ts';

const FUZZED_CALLS = 100_000;

const rename = endpoint({
  method: 'PATCH',
  path: '/things/:id',
  scope: 'start',
  summary: 'Rename',
  params: z.object({ id: z.coerce.number().int() }),
  body: z.object({ name: z.string().min(1) }),
  response: z.object({ id: z.number(), name: z.string() }),
  idempotency: 'required',
});
const request = { input: { id: 7, name: 'a', extra: true }, idempotencyKey: 'key-12345' };
const never = (error: unknown): never => {
  throw error;
};

test('a valid call reaches its handler with parsed input, the key and the local actor', async () => {
  const seen: unknown[] = [];
  const answer = await answerCall(
    rename,
    async (input, call) => {
      seen.push(input, call);
      return { id: 7, name: 'a', secret: 'kept back' };
    },
    request,
    never,
  );
  expect(seen).toEqual([
    { id: 7, name: 'a' },
    { actor: 'local', requester: 'local_user', idempotencyKey: 'key-12345' },
  ]);
  expect(answer).toEqual({ ok: true, value: { id: 7, name: 'a' } });
});

test('wrong input, a missing key and a refusal are problems with a sentence', async () => {
  const handler = async (): Promise<never> => {
    throw new AppError('unknown_run', 'There is no run r-1.');
  };
  const answers = await Promise.all([
    answerCall(rename, handler, { ...request, input: { id: 'x' } }, never),
    answerCall(rename, handler, { ...request, idempotencyKey: undefined }, never),
    answerCall(rename, handler, request, never),
  ]);
  expect(answers.map((answer) => !answer.ok && answer.problem.code)).toEqual([
    'invalid_input',
    'idempotency_key_required',
    'unknown_run',
  ]);
});

test('an unexpected failure is reported and hidden from the page', async () => {
  const reported: unknown[] = [];
  const boom = new Error('secret path');
  const answer = await answerCall(
    rename,
    () => Promise.reject(boom),
    request,
    (error) => reported.push(error),
  );
  expect(reported).toEqual([boom]);
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test(`no handler is reached by ${FUZZED_CALLS} malformed calls over all operations`, async () => {
  const operations = Object.values(services)
    .flatMap(({ contract }) => Object.values(contract))
    .filter((operation): operation is Endpoint => operation.type === 'endpoint')
    .filter(({ params, query, body }) =>
      [params, query, body].some((schema) => !schema.safeParse({}).success),
    );
  expect(operations.length).toBeGreaterThan(20);
  let accepted = 0;
  let answered = 0;
  const call = async (operation: Endpoint, input: unknown, idempotencyKey: unknown) => {
    const handler = async (given: Record<string, unknown>): Promise<never> => {
      // Only input that its own schemas take may come through.
      if (!isValid(operation, input) || typeof given !== 'object') accepted += 1;
      throw new AppError('unknown_run', 'reached');
    };
    const answer = await answerCall(operation, handler, { input, idempotencyKey }, () => {
      accepted += 1;
    });
    if (!answer.ok) answered += 1;
  };
  const value = fc.anything({ maxDepth: 1, maxKeys: 2 });
  const names = operations.flatMap(({ params, query, body }) =>
    [params, query, body].flatMap((schema) => Object.keys(schema.shape)),
  );
  // Mostly fields of the operations, with values that do not fit.
  const fields = fc.dictionary(fc.constantFrom(...new Set(names)), value, { maxKeys: 6 });
  const noise = fc.oneof({ weight: 3, arbitrary: fields }, { weight: 1, arbitrary: value });
  await fc.assert(fc.asyncProperty(fc.constantFrom(...operations), noise, value, call), {
    numRuns: FUZZED_CALLS,
  });
  expect({ accepted, answered }).toEqual({ accepted: 0, answered: FUZZED_CALLS });
}, 300_000);

function isValid({ params, query, body }: Endpoint, input: unknown): boolean {
  return [params, query, body].every((schema) => schema.safeParse(input ?? {}).success);
}
