import type { Readable } from 'node:stream';
import { AppError } from '#shared/errors.ts';
import { createTurns } from '../streams/take-turns.ts';
import { createPace, type Pace } from './create-pace.ts';
import { parseJsonBody } from './parse-json-body.ts';
import { SMALL_BODY_BYTES } from './refuse-unread.ts';

export const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
/** What all bodies that are under way may hold together. */
const ALL_BODIES_BYTES = 64 * 1024 * 1024;
/**
 * How fast large bodies come in, all together: 16 MB a second. Reading alone would take the whole
 * thread from whoever sends as fast as the machine can. Small ones are neither counted nor kept
 * waiting.
 */
const LARGE_BODIES_BYTES_PER_MS = 16 * 1024;
/** Big bodies take a twenty-fifth of the thread at most, so nineteen of twenty calls meet none. */
const REST_AFTER_BIG_BODY = 24;

/** Reads and parses the bodies of all listeners of an engine, within one budget. */
export interface Bodies {
  read(body: Readable): Promise<Buffer>;
  parse(bytes: Buffer): Promise<unknown>;
  /** Does what follows of a body: at once for a small one, in turns for large ones. */
  inTurn<T>(bytes: number, work: () => T): Promise<Awaited<T>>;
}

interface Upload {
  bytes: number;
  giveWay(): void;
}

export interface BodyLimits {
  eachBytes: number;
  togetherBytes: number;
}

const LIMITS: BodyLimits = { eachBytes: BODY_LIMIT_BYTES, togetherBytes: ALL_BODIES_BYTES };

/** One budget for bodies; the limits are parameters so that tests reach them. */
export function createBodies(limits: BodyLimits = LIMITS): Bodies {
  const uploads = new Set<Upload>();
  const turns = createTurns({ rest: REST_AFTER_BIG_BODY });
  const pace = createPace(LARGE_BODIES_BYTES_PER_MS);
  const held = (): number => [...uploads].reduce((sum, { bytes }) => sum + bytes, 0);

  // The oldest gives way: a slow or stopped sender must not keep others from sending.
  function grow(upload: Upload, bytes: number): void {
    upload.bytes = bytes;
    uploads.add(upload);
    while (held() > limits.togetherBytes) {
      const [oldest] = uploads;
      if (oldest === undefined) return;
      uploads.delete(oldest);
      oldest.giveWay();
    }
  }
  async function inTurn<T>(bytes: number, work: () => T): Promise<Awaited<T>> {
    return await (bytes > SMALL_BODY_BYTES ? turns.take(work) : work());
  }
  return {
    read: (body) =>
      readAll(body, limits.eachBytes, { grow, done: (one) => uploads.delete(one), pace }),
    parse: async (bytes) => inTurn(bytes.length, () => parseJsonBody(bytes)),
    inTurn,
  };
}

interface Budget {
  grow(upload: Upload, bytes: number): void;
  done(upload: Upload): void;
  pace: Pace;
}

function readAll(body: Readable, limit: number, budget: Budget): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const upload: Upload = { bytes: 0, giveWay: () => end(tooMany()) };
    let bytes = 0;
    let waiting: NodeJS.Timeout | undefined;
    function end(error?: Error): void {
      body.off('data', take).off('end', finish).off('error', end).off('close', breakOff);
      budget.done(upload);
      clearTimeout(waiting);
      if (error === undefined) resolve(Buffer.concat(chunks, bytes));
      else reject(error);
      chunks.length = 0;
      // What still comes of a refused body is left where it is; its connection is cut.
      body.on('error', () => undefined).pause();
    }
    function take(chunk: Buffer): void {
      bytes += chunk.length;
      if (bytes > limit) return end(tooLarge(limit));
      chunks.push(chunk);
      if (bytes <= SMALL_BODY_BYTES) return;
      body.pause();
      waiting = setTimeout(() => body.resume(), budget.pace.waitAfter(chunk.length));
      budget.grow(upload, bytes);
    }
    const finish = (): void => end();
    const breakOff = (): void =>
      end(new AppError('bad_request', 'The request ended before its body was complete.'));
    body.on('data', take).on('end', finish).on('error', end).on('close', breakOff);
  });
}

/** The refusal of a body for its size. */
export function tooLarge(limit = BODY_LIMIT_BYTES): AppError {
  const megabytes = Math.round(limit / 1024 / 1024);
  return new AppError(
    'payload_too_large',
    `The body is larger than ${megabytes} MB; send less, or in parts.`,
  );
}

function tooMany(): AppError {
  return new AppError(
    'too_busy',
    'Too many large bodies are being sent at once; try again when they are through.',
  );
}
