import { contextPatterns } from './context-patterns.ts';
import { SecretFinder } from './find-secrets.ts';
import { knownPatterns } from './known-patterns.ts';
import { isKnownClean, type KnownClean } from './is-known-clean.ts';
import { isSecretName, type KnownSecret } from './known-secret.ts';
import type { Found, Pattern } from './pattern.ts';
import { shapePatterns } from './shape-patterns.ts';
import { walkData, type Treatment } from './walk-data.ts';

// Nothing shorter is a secret.
const SHORTEST_SECRET = 8;
// More values than anybody keeps; the newest are then left out, their shapes still count.
const MOST_VALUES = 2000;
const LONGEST_VALUE = 8192;
const LONGEST_JSON = 1_000_000;
const MOST_NAMES = 2000;
const LONGEST_NAME = 256;
// Ids, states and names of lanes are written again and again.
const LONGEST_KEPT = 64;
const MOST_KEPT = 8192;
// An id of a record; until the year 3084 it begins with 0.
const ULID = /^0[0-9A-HJKMNP-TV-Z]{25}$/;

let fixed: readonly Pattern[] | null = null;

/** What needs no learning; the same for all. */
function fixedPatterns(): readonly Pattern[] {
  return (fixed ??= [...shapePatterns(), ...contextPatterns()]);
}

/** The text that stands where a secret was. */
export function secretLabel(kind: string): string {
  return `[secret:${kind}]`;
}

/** Whether a text has a secret's label in it. */
export function hasSecretLabel(text: string): boolean {
  return /\[secret:[\w.-]{1,64}\]/.test(text);
}

/** Takes secrets out of what is about to be written or shown. */
export class Masker {
  readonly #values = new Map<string, KnownSecret>();
  /** Names seen in data, without secrets in them, and whether their values are kept. */
  readonly #names = new Map<string, boolean>();
  readonly #vouched = new Set<string>();
  /** Short texts that were looked at and have no secret in them. */
  readonly #clean = new Set<string>();
  #finder: SecretFinder | null = null;
  /** How maskData treats what it meets. */
  readonly treatment: Treatment = {
    text: (text) => this.#maskText(text),
    key: (key) => (this.#isPlainName(key) ? key : this.mask(key)),
    isSecretName: (name) => this.#isSecretName(name),
    label: secretLabel('named-secret'),
  };
  readonly #known: KnownClean = {
    text: (text) => isPlainText(text) || this.#clean.has(text),
    name: (name) => this.#names.get(name) === false,
  };

  /** Number that changes with the values: the same number means the same answers. */
  get size(): number {
    return this.#values.size;
  }

  /** The finder for streams; it knows the values of this moment. */
  get finder(): SecretFinder {
    return (this.#finder ??= new SecretFinder([
      ...fixedPatterns(),
      ...knownPatterns([...this.#values.values()]),
    ]));
  }

  /** Exact values to be masked from now on. */
  learn(secrets: readonly KnownSecret[]): void {
    for (const secret of secrets) {
      if (this.#values.has(secret.value) || secret.value.length > LONGEST_VALUE) continue;
      if (this.#values.size >= MOST_VALUES) return;
      this.#values.set(secret.value, secret);
      this.#finder = null;
      this.#names.clear();
      this.#clean.clear();
      this.#vouched.clear();
    }
  }

  /**
   * A long text that was looked at and has no secret in it: until the returned function is called
   * it is not looked at again.
   */
  vouchFor(text: string): () => void {
    this.#vouched.add(text);
    return () => void this.#vouched.delete(text);
  }

  /** The text with a label in place of every secret. */
  mask(text: string): string {
    return this.#replaced(text, ({ kind }) => secretLabel(kind));
  }

  /** The same with a label on each line of a secret, so that every line stays one; how many. */
  maskLines(text: string): { text: string; secrets: number } {
    const { found } = this.finder.find(text);
    const masked = replaceFound(text, found, ({ start, end, kind }) =>
      text.slice(start, end).replaceAll(/[^\n]+/g, secretLabel(kind)),
    );
    return { text: masked, secrets: found.length };
  }

  /** The text with secrets blanked out; every line and column stays where it is. */
  blank(text: string): string {
    return this.#replaced(text, ({ start, end }) =>
      text.slice(start, end).replaceAll(/[^\r\n]/g, '*'),
    );
  }

  /**
   * Plain data with every text in it masked, keys included; what holds no secret is returned as it
   * is. A text under a secret's name is masked when it looks drawn by chance.
   */
  maskData<T>(data: T): T {
    if (isKnownClean(data, this.#known)) return data;
    return walkData(data, this.treatment) as T;
  }

  #isSecretName(name: string): boolean {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const isSecret = isSecretName(name);
    const isKept = name.length <= LONGEST_NAME && this.#names.size < MOST_NAMES;
    if (isKept && this.mask(name) === name) this.#names.set(name, isSecret);
    return isSecret;
  }

  /** Whether a name has no secret in it; learns it. */
  #isPlainName(name: string): boolean {
    this.#isSecretName(name);
    return this.#names.has(name);
  }

  /** JSON text stays JSON: it is taken apart where a label would stand in it. */
  #maskText(text: string): string {
    const masked = this.mask(text);
    if (masked === text || !isShortJson(text)) return masked;
    try {
      return JSON.stringify(this.maskData(JSON.parse(text) as unknown));
    } catch {
      return masked;
    }
  }

  #replaced(text: string, replacement: (found: Found) => string): string {
    if (isPlainText(text)) return text;
    if (this.#vouched.size > 0 && this.#vouched.has(text)) return text;
    if (text.length <= LONGEST_KEPT && this.#clean.has(text)) return text;
    const { found } = this.finder.find(text);
    if (found.length > 0) return replaceFound(text, found, replacement);
    if (text.length <= LONGEST_KEPT) this.#keepClean(text);
    return text;
  }

  #keepClean(text: string): void {
    if (this.#clean.size >= MOST_KEPT) this.#clean.clear();
    this.#clean.add(text);
  }
}

/** Whether the form alone says that no secret is in it. */
function isPlainText(text: string): boolean {
  return text.length < SHORTEST_SECRET || (text.length === 26 && ULID.test(text));
}

/** Whether a text stays JSON when a label comes into it: taking it apart must not take long. */
export function isShortJson(text: string): boolean {
  return text.length <= LONGEST_JSON && /^\s*[[{]/.test(text);
}

/** The text with something else in place of each find. */
export function replaceFound(
  text: string,
  found: readonly Found[],
  replacement: (found: Found) => string,
): string {
  let masked = '';
  let at = 0;
  for (const each of found) {
    masked += text.slice(at, each.start) + replacement(each);
    at = each.end;
  }
  return masked + text.slice(at);
}
