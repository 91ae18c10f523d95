import { isUtf8 } from 'node:buffer';
import { AppError } from '#shared/errors.ts';

/** Deeper nesting than any real input has; keeps recursion over bodies bounded. */
export const MAX_JSON_DEPTH = 100;

// Keys that reach a prototype when an object is merged or assigned carelessly further in.
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor']);

/**
 * The value of a JSON text; an empty one counts as `{}`.
 * Refuses malformed JSON, nesting past 100, prototype keys and numbers that do not fit a double.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (!isUtf8(bytes))
    throw new AppError('malformed_json', 'The body is not UTF-8; send JSON text.');
  const text = bytes.toString('utf8').replace(/^\uFEFF/u, '');
  if (text.trim() === '') return {};
  refuseDeepText(text);
  const value = parse(text);
  refuseUnsafe(value, '');
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
function refuseDeepText(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) at = endOfString(text, at);
    else if (char === 0x7b || char === 0x5b) depth++;
    else if (char === 0x7d || char === 0x5d) depth--;
    if (depth > MAX_JSON_DEPTH) {
      throw new AppError(
        'bad_request',
        `The body nests more than ${MAX_JSON_DEPTH} levels deep; send flatter JSON.`,
      );
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at++;
    else if (char === 0x22) return at;
  }
  return text.length;
}

function refuseUnsafe(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw unsafe(path, 'must be a number that fits a double');
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => refuseUnsafe(item, `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (FORBIDDEN_KEYS.has(key)) throw unsafe(at, 'is a reserved name; choose another');
    refuseUnsafe(item, at);
  }
}

function unsafe(path: string, message: string): AppError {
  const name = path === '' ? 'The body' : path;
  return new AppError('bad_request', `${name} ${message}.`, { errors: [{ path, message }] });
}
