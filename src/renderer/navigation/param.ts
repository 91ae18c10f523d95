/** One value of an address: how it is read from its text, and written; null leaves it out. */
export interface Param<T> {
  read(text: string | null): T;
  write(value: T): string | null;
}

/** Any text; an absent one is empty. */
export const text: Param<string> = {
  read: (found) => found ?? '',
  write: (value) => (value === '' ? null : value),
};

/** Text that may be absent. */
export const optional: Param<string | null> = { read: (found) => found, write: (value) => value };

/** One of the given words; anything else is the first. */
export function oneOf<T extends string>(words: readonly [T, ...T[]]): Param<T> {
  return {
    read: (found) => words.find((word) => word === found) ?? words[0],
    write: (value) => value,
  };
}

/** The same, left out of the address while it is the first. */
export function usually<T extends string>(words: readonly [T, ...T[]]): Param<T> {
  return { ...oneOf(words), write: (value) => (value === words[0] ? null : value) };
}

/** What follows a place's word in the address, and names one of many. Null is unreadable. */
export interface Id<N extends string, T> {
  name: N;
  read(text: string): T | null;
}

export function textId<N extends string>(name: N): Id<N, string> {
  return { name, read: (found) => (found === '' ? null : found) };
}

export function numberId<N extends string>(name: N): Id<N, number> {
  return { name, read: (found) => (/^\d{1,15}$/.test(found) ? Number(found) : null) };
}
