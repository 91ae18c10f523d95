/**
 * Which states may follow which. A state missing from its own list cannot be entered again from
 * itself.
 */
export type TransitionTable<S extends string> = Readonly<Record<S, readonly S[]>>;

/** What became of an attempt to move; `detail` is a sentence for the person who asked. */
export type Moved<S extends string> = { ok: true; to: S } | { ok: false; detail: string };

/** Words for refusals: how a thing in a state is called, and what entering a state is called. */
export interface TransitionWords<S extends string> {
  /** "run", "task", "project". */
  thing: string;
  /** With article: "an executing run". */
  noun: Readonly<Record<S, string>>;
  /** After "cannot": "be paused". */
  verb: Readonly<Record<S, string>>;
}

/** Moves by the table, or says in one sentence why not and which states could. */
export function move<S extends string>(
  table: TransitionTable<S>,
  words: TransitionWords<S>,
  from: S,
  to: S,
): Moved<S> {
  if (table[from].includes(to)) return { ok: true, to };
  const subject = capitalize(words.noun[from]);
  return { ok: false, detail: `${subject} cannot ${words.verb[to]}; ${whoCan(table, words, to)}.` };
}

function whoCan<S extends string>(
  table: TransitionTable<S>,
  words: TransitionWords<S>,
  to: S,
): string {
  const sources = (Object.keys(table) as S[]).filter((from) => table[from].includes(to));
  if (sources.length === 0) return `no ${words.thing} can`;
  return `only ${listOr(sources.map((from) => words.noun[from]))} can`;
}

function listOr(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
