import { contextPatterns } from './context-patterns.ts';
import { SecretFinder } from './find-secrets.ts';
import { knownPatterns } from './known-patterns.ts';
import { isSecretName, type KnownSecret } from './known-secret.ts';
import type { Found } from './pattern.ts';
import { looksRandom } from './random-value.ts';
import { shapePatterns } from './shape-patterns.ts';

// Nothing shorter is a secret.
const SHORTEST_SECRET = 8;
// More values than anybody keeps; the newest are then left out, their shapes still count.
const MOST_VALUES = 2000;
const LONGEST_VALUE = 8192;
const DEEPEST = 64;
const MOST_NAMES = 2000;

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
  #finder: SecretFinder | null = null;

  /** Number that changes with the values: the same number means the same answers. */
  get size(): number {
    return this.#values.size;
  }

  /** The finder for streams; it knows the values of this moment. */
  get finder(): SecretFinder {
    return (this.#finder ??= new SecretFinder([
      ...shapePatterns(),
      ...contextPatterns(),
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
    }
  }

  /** The text with a label in place of every secret. */
  mask(text: string): string {
    return this.#replaced(text, ({ kind }) => secretLabel(kind));
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
    return this.#walk(data, 0) as T;
  }

  #walk(data: unknown, depth: number): unknown {
    if (typeof data === 'string') return this.#maskText(data);
    if (typeof data !== 'object' || data === null || depth > DEEPEST) return data;
    if (Array.isArray(data)) return this.#walkList(data, depth);
    return isPlain(data) ? this.#walkObject(data, depth) : data;
  }

  #walkList(list: readonly unknown[], depth: number): unknown {
    const masked = list.map((each, at) => {
      const option = list[at - 1];
      const isOption = typeof option === 'string' && option.startsWith('-');
      return isOption
        ? this.#walkNamed(option.replace(/^-+/, ''), each, depth)
        : this.#walk(each, depth + 1);
    });
    return masked.every((each, at) => each === list[at]) ? list : masked;
  }

  #walkObject(data: Readonly<Record<string, unknown>>, depth: number): unknown {
    let copy: [string, unknown][] | null = null;
    const entries = Object.entries(data);
    for (const [at, [key, value]] of entries.entries()) {
      const name = this.#names.has(key) ? key : this.mask(key);
      const masked = this.#walkNamed(key, value, depth);
      if (copy === null && name === key && masked === value) continue;
      copy ??= entries.slice(0, at);
      copy.push([name, masked]);
    }
    return copy === null ? data : Object.fromEntries(copy);
  }

  #walkNamed(key: string, value: unknown, depth: number): unknown {
    const masked = this.#walk(value, depth + 1);
    if (masked !== value || typeof value !== 'string' || value.length < SHORTEST_SECRET)
      return masked;
    return this.#isSecretName(key) && looksRandom(value) ? secretLabel('named-secret') : value;
  }

  #isSecretName(name: string): boolean {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const isSecret = isSecretName(name);
    if (this.#names.size < MOST_NAMES && this.mask(name) === name) this.#names.set(name, isSecret);
    return isSecret;
  }

  /** JSON text stays JSON: it is taken apart where a label would stand in it. */
  #maskText(text: string): string {
    const masked = this.mask(text);
    if (masked === text || !/^\s*[[{]/.test(text)) return masked;
    try {
      return JSON.stringify(this.maskData(JSON.parse(text) as unknown));
    } catch {
      return masked;
    }
  }

  #replaced(text: string, replacement: (found: Found) => string): string {
    if (text.length < SHORTEST_SECRET) return text;
    const { found } = this.finder.find(text);
    if (found.length === 0) return text;
    return replaceFound(text, found, replacement);
  }
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

function isPlain(data: object): data is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}
