import { charClass, isAlnum } from './char-class.ts';
import { matchParts } from './match-shape.ts';
import { partsOf, type Part } from './parse-shape.ts';
import type { Pattern } from './pattern.ts';
import { isWorthHiding } from './known-secret.ts';
import { looksRandom } from './random-value.ts';
import { NAMED_VALUES } from './shapes/named-values.ts';
import type { TextView } from './text-view.ts';

const VALUE_CHARS = charClass(
  Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n))
    .join('')
    .replaceAll(/["'`\\,;()[\]{}<>]/g, ''),
);
const NAME_CHARS = charClass('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.');
const LONGEST_NAME_REST = 32;
const MOST_BLANKS = 4;
/** Between the word and the value: the rest of the name, marks and blanks. */
const LONGEST_BETWEEN = LONGEST_NAME_REST + 2 * MOST_BLANKS + 8;
const LONGEST_VALUE = 512;
const LONGEST_KEY = 16_384;
const SHORTEST_KEY = 64;

/** Words that say of any value behind them that it is a secret. */
const SECRET_WORDS = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'api_key',
  'apikey',
  'api-key',
  'access_key',
  'access-key',
  'private_key',
  'auth_key',
  'encryption_key',
  'signing_key',
  'credential',
];

/** Values told by what stands around them: names, addresses with logins, private keys. */
export function contextPatterns(): Pattern[] {
  const vendors = Object.entries(NAMED_VALUES).map(([kind, [word, value]]) =>
    namedPattern(kind, word, partsOf(value)),
  );
  const general = SECRET_WORDS.map((word) => namedPattern('named-secret', word, null));
  return [...vendors, ...general, urlPattern(), privateKeyPattern('-----BEGIN '), puttyPattern()];
}

/** `name = "value"` as in settings, code, JSON and headers; without parts: any value. */
function namedPattern(kind: string, word: string, parts: readonly Part[] | null): Pattern {
  return {
    anchor: word,
    mayWrap: false,
    only: 'anywhere',
    follows: null,
    look(view, at) {
      const isOption = view.code(at - 1) === 45;
      const start = valueAfterName(view, at + word.length, isOption);
      if (start === -1) return at;
      const end = parts === null ? anyValueEnd(view, start) : exactValueEnd(view, start, parts);
      if (end < 0) return Math.max(at, -end - 1 - word.length - LONGEST_BETWEEN);
      if (end === start) return at;
      return isShownAnyway(kind, view.text.slice(start, end)) ? end : { start, end, kind };
    },
  };
}

function isShownAnyway(kind: string, value: string): boolean {
  if (!looksRandom(value)) return true;
  // Code that names where the value comes from, not the value.
  return kind === 'named-secret' && /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(value);
}

/**
 * Index of the value's first character; -1 when no name with a value stands there. Behind an option
 * (`--token value`) a blank is enough.
 */
function valueAfterName(view: TextView, from: number, isOption: boolean): number {
  let at = from;
  while (at < from + LONGEST_NAME_REST && NAME_CHARS[view.code(at)] === 1) at += 1;
  at = skip(view, at, '\\"\'`]', 3);
  const blanks = skip(view, at, ' \t', MOST_BLANKS);
  const separator = skip(view, blanks, ':=>,', 3);
  if (separator === blanks && !(isOption && blanks > at)) return -1;
  return skip(view, skip(view, separator, ' \t', MOST_BLANKS), '\\"\'`', 2);
}

function skip(view: TextView, from: number, chars: string, most: number): number {
  let at = from;
  while (at < from + most && at < view.text.length && chars.includes(view.text.charAt(at))) at += 1;
  if (at === view.text.length) view.code(at);
  return at;
}

/** A negative number, -1 - n, says that no value can begin before n. */
function exactValueEnd(view: TextView, at: number, parts: readonly Part[]): number {
  const end = matchParts(parts, view, { at, ignoresCase: false });
  return end >= 0 && isAlnum(view.code(end)) ? -1 - at : end;
}

function anyValueEnd(view: TextView, start: number): number {
  let end = start;
  while (end < start + LONGEST_VALUE && VALUE_CHARS[view.code(end)] === 1) end += 1;
  return end;
}

/** `scheme://user:password@host`: the password alone. A long user without one is a token. */
function urlPattern(): Pattern {
  return {
    anchor: '://',
    mayWrap: false,
    only: 'anywhere',
    follows: null,
    look(view, at) {
      const userEnd = userInfoEnd(view, at + 3, 128);
      const next = view.code(userEnd);
      if (next === 64) {
        const user = view.text.slice(at + 3, userEnd);
        const isToken = user.length >= 20 && looksRandom(user);
        return isToken ? { start: at + 3, end: userEnd, kind: 'url-login' } : at;
      }
      if (next !== 58) return at;
      const start = userEnd + 1;
      const end = userInfoEnd(view, start, 256);
      const isPassword = view.code(end) === 64 && isWorthHiding(view.text.slice(start, end));
      return isPassword ? { start, end, kind: 'url-password' } : at;
    },
  };
}

function userInfoEnd(view: TextView, start: number, longest: number): number {
  let end = start;
  while (end < start + longest) {
    const code = view.code(end);
    // Ends at : / @ [ and everything that stands around addresses in text.
    if (code <= 32 || code >= 127 || ':/@"\'`<>[]\\'.includes(String.fromCharCode(code))) break;
    end += 1;
  }
  return end;
}

/** A private key in PEM form: from its first line to its last, or as far as it goes on. */
function privateKeyPattern(anchor: string): Pattern {
  return {
    anchor,
    mayWrap: false,
    only: 'anywhere',
    follows: null,
    look(view, at) {
      const head = /^-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/.exec(
        view.text.slice(at, at + 80),
      );
      if (head === null) {
        if (at + 80 >= view.text.length) view.ranOut = true;
        return at;
      }
      const body = at + head[0].length;
      const rest = view.text.slice(body, body + LONGEST_KEY);
      const run = /^[A-Za-z0-9+/=\s\\,.:@()_-]*/.exec(rest)?.[0] ?? '';
      const last = /-----END [A-Z0-9 ]{0,48}-----/.exec(run);
      const end = body + (last === null ? run.length : last.index + last[0].length);
      if (last === null && end === view.text.length) view.ranOut = true;
      return end - body < SHORTEST_KEY ? at : { start: at, end, kind: 'private-key' };
    },
  };
}

function puttyPattern(): Pattern {
  return {
    anchor: 'private-lines: ',
    mayWrap: false,
    only: 'anywhere',
    follows: null,
    look(view, at) {
      const rest = view.text.slice(at, at + LONGEST_KEY);
      if (at + LONGEST_KEY >= view.text.length) view.ranOut = true;
      const body = /^Private-Lines: \d{1,3}\r?\n[A-Za-z0-9+/=\r\n]{64,}/i.exec(rest);
      return body === null
        ? at
        : { start: at, end: at + body[0].length, kind: 'putty-private-key' };
    },
  };
}
