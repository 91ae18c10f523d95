import {
  services,
  type AllHandlers,
  type CallContext,
  type Contract,
} from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { isLong, maskInPieces } from '#core/secrets/mask-in-pieces.ts';
import { createTurns } from '../streams/take-turns.ts';
import { learned } from './learn-repository.ts';
import { masker } from './masker.ts';

type Operation = (input: unknown, second: never) => unknown;

/**
 * Services whose answers come from files of repositories. What the others answer is in the ledger,
 * which was masked when it was written.
 */
const FROM_FILES: ReadonlySet<string> = new Set(['rag']);
/** Of the other services: these look at a repository before anything is written. */
const LOOKS_AT_FILES: ReadonlySet<string> = new Set([
  'openRepository',
  'listRepositories',
  'previewRunDeletion',
  'previewProjectDeletion',
  'runChanges',
  'runDiff',
  'runFailures',
]);

/**
 * The same operations with secrets masked on their way in, out and in their errors. Masked on the
 * way in, an id or a title is the same word wherever it goes.
 */
export function maskHandlers(handlers: AllHandlers): AllHandlers {
  const tables = Object.entries(handlers).map(([service, table]) => {
    const { contract } = services[service as keyof AllHandlers];
    const operations = Object.entries(table as Record<string, Operation>).map(
      ([name, operation]) => [name, masked(contract, { service, name, operation })] as const,
    );
    return [service, Object.fromEntries(operations)] as const;
  });
  return Object.fromEntries(tables) as unknown as AllHandlers;
}

function masked(
  contract: Contract,
  { service, name, operation }: { service: string; name: string; operation: Operation },
): Operation {
  const isFromFiles = FROM_FILES.has(service) || LOOKS_AT_FILES.has(name);
  const shown = (answer: unknown): unknown => (isFromFiles ? masker.maskData(answer) : answer);
  if (contract[name]?.type === 'eventStream')
    return (input, signal) =>
      maskStream(operation(masker.maskData(input), signal) as AsyncIterable<unknown>, shown);
  return async (input, call) => {
    const { idempotencyKey } = call as CallContext;
    if (idempotencyKey !== undefined)
      (call as CallContext).idempotencyKey = masker.mask(idempotencyKey);
    try {
      const answer = await (isLong(input)
        ? withLongInput(operation, input, call)
        : operation(masker.maskData(input), call));
      if (isFromFiles) await learned();
      return shown(answer);
    } catch (error) {
      throw maskError(error);
    }
  };
}

/** A tenth of the thread at most: an input of 8 MB then takes some seconds. */
const turns = createTurns({ rest: 9 });

/**
 * Masks a long input piece by piece. What the ledger will be given of it is a text of it or the
 * JSON of a part; both are looked at here, so that its write, which cannot wait, need not.
 */
async function withLongInput(operation: Operation, input: unknown, call: never): Promise<unknown> {
  const safe = (await inTurns(input)) as object;
  const vouched: (() => void)[] = [];
  try {
    for (const part of Object.values(safe) as unknown[]) {
      if (!isLong(part)) continue;
      const text = typeof part === 'string' ? part : await turns.take(() => JSON.stringify(part));
      const isClean = text === part || (await inTurns(text)) === text;
      if (isClean) vouched.push(masker.vouchFor(text));
    }
    return await turns.take(() => operation(safe, call));
  } finally {
    for (const end of vouched) end();
  }
}

function inTurns<T>(data: T): Promise<T> {
  return maskInPieces(masker, data, (piece) => turns.take(piece));
}

async function* maskStream(
  items: AsyncIterable<unknown>,
  shown: (item: unknown) => unknown,
): AsyncIterable<unknown> {
  try {
    for await (const item of items) yield shown(item);
  } catch (error) {
    throw maskError(error);
  }
}

/** An expected failure's sentence may quote an address or a file. */
function maskError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const errors = error.errors === undefined ? undefined : masker.maskData(error.errors);
  const message = masker.mask(error.message);
  if (message === error.message && errors === error.errors) return error;
  return new AppError(error.code, message, {
    cause: error.cause,
    ...(errors === undefined ? {} : { errors }),
  });
}
