import { entropyOf, isPlace, looksRandom } from './random-value.ts';

/** A value that must not be shown, and the word that stands in its label. */
export interface KnownSecret {
  kind: string;
  value: string;
}

const SHORTEST_SECRET = 8;
/** A longer name is judged by its end. */
const LONGEST_NAME = 256;
/** Names that say that their value is a secret. */
const SECRET_NAME =
  /(?:^|[_.-])(?:(?:token|secret|passw(?:or)?d|passphrase|credentials?|apikey|(?:api|access|private|secret|auth|signing|encryption|master|account|license|deploy|service|storage|app|session|client|role|shared)_?key)(?:$|[_.-])|(?:pass|pwd|pat|authorization|cookie|auth|dsn|salt)$)/;
/** Names of what is said about a secret. */
const NAME_ABOUT =
  /_(?:ids?|name|type|kind|file|path|url|uri|count|length|limit|ttl|expires?|hash|created|scopes?)$/;
const KEY_NAME = /(?:^|_)KEY$/;
// Numbers for machines, not for locks: object ids, ULIDs, UUIDs, times, ports, versions.
const IDENTIFIER =
  /^(?:[0-9a-f]{7,64}|[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+(?:[.:T-]\d+)*Z?|v?\d+(?:\.\d+)+[-+.][0-9a-z.-]+)$/i;

/** `DB_PASSWORD`, `clientSecret`, `api-key`: a name whose value is meant to be kept. */
export function isSecretName(name: string): boolean {
  const plain = name
    .slice(-LONGEST_NAME)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
  const joined = plain.replaceAll('-', '_');
  return SECRET_NAME.test(joined) && !NAME_ABOUT.test(joined);
}

/**
 * What of a named setting is to be masked; empty when it is no secret. A secret's name counts for
 * much: without one, only what looks drawn by chance is taken. The password of an address is a
 * secret under any name.
 */
export function secretsOfSetting(name: string, value: string): KnownSecret[] {
  const trimmed = value.trim();
  const kind = labelWord(name);
  const passwords = passwordsOfUrls(trimmed).map((password) => ({ kind, value: password }));
  const isNamed = isSecretName(name) || KEY_NAME.test(name);
  const isSecret = isNamed ? isWorthHiding(trimmed) : isUnmistakable(trimmed);
  return isSecret ? [{ kind, value: trimmed }, ...linesOf(kind, trimmed), ...passwords] : passwords;
}

/** Passwords in `scheme://user:password@host`; percent-encoded ones decoded, too. */
export function passwordsOfUrls(text: string): string[] {
  const found = text.matchAll(
    /[a-z][a-z0-9+.-]{1,31}:\/\/([^\s/:@"']{0,256}):([^\s/@"']{1,512})@/gi,
  );
  return [...found]
    .map(([, , password = '']) => password)
    .flatMap((password) => [password, decoded(password)])
    .filter((password, at, all) => isWorthHiding(password) && all.indexOf(password) === at);
}

/** Long enough and not a plain word, a place or a number: those stand in innocent text. */
export function isWorthHiding(value: string): boolean {
  if (value.length < SHORTEST_SECRET || isPlace(value)) return false;
  const isWord = /^[A-Z]?[a-z]+$|^[A-Z]+$|^\d+$|^[\d.:-]+$/.test(value);
  if (isWord && value.length < 24) return false;
  return entropyOf(value) >= 2;
}

function isUnmistakable(value: string): boolean {
  const isOneWord =
    /^[\x21-\x7E]{12,8192}$/.test(value) && !/[,;=:]/.test(value.replace(/=+$/, ''));
  if (!isOneWord || IDENTIFIER.test(value)) return false;
  return looksRandom(value) && (entropyOf(value) >= 3 || value.length < 16);
}

/** A value of several lines may be printed line by line. */
function linesOf(kind: string, value: string): KnownSecret[] {
  if (!value.includes('\n')) return [];
  return value
    .split(/\r?\n/)
    .filter((line) => line.length >= 24 && !line.startsWith('-----'))
    .map((line) => ({ kind, value: line }));
}

/** A name as it stands in a label: letters, digits and underscores, at most 48 of them. */
function labelWord(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 48);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
