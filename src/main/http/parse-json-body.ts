import { isUtf8 } from 'node:buffer';
import { AppError } from '#shared/errors.ts';
import { formatPath } from './field-errors.ts';

/** Deeper nesting than any real input has; keeps recursion over bodies bounded. */
const MAX_JSON_DEPTH = 100;
/** Objects, arrays and entries together. Their number, not their bytes, is what parsing costs. */
const MAX_JSON_ENTRIES = 50_000;

// Keys that reach a prototype when an object is merged or assigned carelessly further in.
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor']);

/**
 * The value of a JSON text; an empty one counts as `{}`. Refuses malformed JSON, nesting past 100,
 * more than 50,000 entries, prototype keys and numbers that do not fit a double.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (!isUtf8(bytes))
    throw new AppError('malformed_json', 'The body is not UTF-8; send JSON text.');
  const text = bytes.toString('utf8').replace(/^\uFEFF/u, '');
  if (text.trim() === '') return {};
  refuseCostlyText(text);
  const value = parse(text);
  const fault = findUnsafe(value);
  if (fault !== undefined) throw unsafe(fault);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'malformed_json',
      `The body is not valid JSON (${why}); send an object such as {"run_id":"r1"}.`,
      { cause },
    );
  }
}

// Counted on the text, so that a bomb costs no parse and no memory.
function refuseCostlyText(text: string): void {
  let depth = 0;
  let entries = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) at = endOfString(text, at);
    else if (char === 0x7b || char === 0x5b) {
      depth++;
      entries++;
    } else if (char === 0x7d || char === 0x5d) depth--;
    else if (char === 0x2c) entries++;
    if (depth > MAX_JSON_DEPTH) {
      throw new AppError(
        'bad_request',
        `The body nests more than ${MAX_JSON_DEPTH} levels deep; send flatter JSON.`,
      );
    }
    if (entries > MAX_JSON_ENTRIES) {
      throw new AppError(
        'payload_too_large',
        `The body has more than ${MAX_JSON_ENTRIES} entries; send it in parts.`,
      );
    }
  }
}

/** The closing quote: the first with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return text.length;
    let before = quote;
    while (before > from && text.charCodeAt(before - 1) === 0x5c) before--;
    if ((quote - before) % 2 === 0) return quote;
    from = quote + 1;
  }
}

interface Fault {
  /** From the inside out. */
  path: (string | number)[];
  message: string;
}

/** The first thing of a value that must not come in; its path is put together only then. */
function findUnsafe(value: unknown): Fault | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { path: [], message: 'must be a number that fits a double' };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const fault = findUnsafe(value[index]);
      if (fault !== undefined) return within(fault, index);
    }
    return undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) {
      return { path: [key], message: 'is a reserved name; choose another' };
    }
    const fault = findUnsafe(item);
    if (fault !== undefined) return within(fault, key);
  }
  return undefined;
}

function within(fault: Fault, part: string | number): Fault {
  fault.path.push(part);
  return fault;
}

function unsafe({ path: parts, message }: Fault): AppError {
  const path = formatPath(parts.toReversed());
  const name = path === '' ? 'The body' : path;
  return new AppError('bad_request', `${name} ${message}.`, { errors: [{ path, message }] });
}
