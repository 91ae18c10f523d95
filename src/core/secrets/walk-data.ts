import { looksRandom } from './random-value.ts';

// Nothing shorter is a secret.
const SHORTEST_SECRET = 8;
const DEEPEST = 64;

/** What becomes of the texts and names of data. */
export interface Treatment {
  text: (text: string) => string;
  key: (key: string) => string;
  isSecretName: (name: string) => boolean;
  /** What stands for a value that only its name tells. */
  label: string;
}

/**
 * Plain data with every text in it treated, in the order they stand there: an object's key before
 * its value. What stays the same is returned as it is.
 */
export function walkData(data: unknown, treatment: Treatment, depth = 0): unknown {
  if (typeof data === 'string') return treatment.text(data);
  if (typeof data !== 'object' || data === null || depth > DEEPEST) return data;
  if (Array.isArray(data)) return walkList(data, treatment, depth);
  return isPlain(data) ? walkObject(data, treatment, depth) : data;
}

function walkList(list: readonly unknown[], treatment: Treatment, depth: number): unknown {
  const treated = list.map((each, at) => {
    const option = list[at - 1];
    const isOption = typeof option === 'string' && option.startsWith('-');
    const value = walkData(each, treatment, depth + 1);
    return isOption ? named(option.replace(/^-+/, ''), each, value, treatment) : value;
  });
  return treated.every((each, at) => each === list[at]) ? list : treated;
}

function walkObject(
  data: Readonly<Record<string, unknown>>,
  treatment: Treatment,
  depth: number,
): unknown {
  let copy: [string, unknown][] | null = null;
  const keys = Object.keys(data);
  for (const [at, key] of keys.entries()) {
    const value = data[key];
    const name = treatment.key(key);
    const treated = mayHoldText(value)
      ? named(key, value, walkData(value, treatment, depth + 1), treatment)
      : value;
    if (copy === null && name === key && treated === value) continue;
    copy ??= keys.slice(0, at).map((before) => [before, data[before]]);
    copy.push([name, treated]);
  }
  return copy === null ? data : Object.fromEntries(copy);
}

function mayHoldText(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

/** A text under a secret's name is hidden when it looks drawn by chance. */
function named(key: string, value: unknown, treated: unknown, treatment: Treatment): unknown {
  if (treated !== value || typeof value !== 'string' || value.length < SHORTEST_SECRET)
    return treated;
  return treatment.isSecretName(key) && looksRandom(value) ? treatment.label : value;
}

function isPlain(data: object): data is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}
