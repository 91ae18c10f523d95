import { must } from '#shared/assert.ts';
import { type CaptureMeaning, captureMeaning } from '../capture-meaning.ts';

/**
 * What the captures of one node amount to. Where several patterns name a node, the later pattern of
 * the file wins, for the form as for the role, so general patterns stand first and special ones
 * below. One pattern may give a node several forms, the outer one first, followed by the role of
 * the inner one: `(identifier) @parameter @name @as.name` is a parameter that holds a name.
 * tree-sitter keeps three captures of a node in a pattern; a further role comes from another
 * pattern, `(parameters (_) @as.parameter)`.
 */
export interface NodeMeaning {
  forms: readonly { kind: string; variant: string; role: string }[];
  /** Role of the outermost form, or of the group when there is none. */
  role: string;
  flags: readonly string[];
}

/** The captures that one pattern gives to one node. */
interface CaptureSet {
  pattern: number;
  captures: CaptureMeaning[];
}

/**
 * Numbers every combination of captures that a node can have: state 0 is no capture, and `add`
 * leads from state to state. Few hundred states cover a language, so that a node's captures cost
 * one number.
 */
export class MeaningTable {
  readonly #captureSets: CaptureSet[] = [];
  readonly #captureSetIds = new Map<string, number>();
  readonly #states: { captureSets: readonly number[]; meaning: NodeMeaning }[] = [];
  readonly #stateIds = new Map<string, number>();
  readonly #next: number[][] = [];

  constructor() {
    this.#stateOf([]);
  }

  /** Number of the captures that a pattern gives to a node, in order of writing. */
  captureSet(pattern: number, captures: readonly string[]): number {
    const key = `${pattern} ${captures.join(' ')}`;
    const known = this.#captureSetIds.get(key);
    if (known !== undefined) return known;
    const id = this.#captureSets.length;
    this.#captureSets.push({ pattern, captures: captures.map(captureMeaning) });
    this.#captureSetIds.set(key, id);
    return id;
  }

  /** The state after a node in `state` got one more capture set. */
  add(state: number, captureSet: number): number {
    const row = must(this.#next[state], 'add() made the state');
    return (row[captureSet] ??= this.#stateOf([...this.#captureSetsOf(state), captureSet]));
  }

  meaning(state: number): NodeMeaning {
    return must(this.#states[state], 'add() made the state').meaning;
  }

  #captureSetsOf(state: number): readonly number[] {
    return must(this.#states[state], 'add() made the state').captureSets;
  }

  #stateOf(captureSets: readonly number[]): number {
    const sorted = [...new Set(captureSets)].sort(
      (a, b) => this.#order(a) - this.#order(b) || a - b,
    );
    const key = sorted.join(' ');
    const known = this.#stateIds.get(key);
    if (known !== undefined) return known;
    const id = this.#states.length;
    const joined = sorted.map((captureSet) =>
      must(this.#captureSets[captureSet], 'captureSet() numbered it'),
    );
    this.#states.push({ captureSets: sorted, meaning: sumUp(joined) });
    this.#stateIds.set(key, id);
    this.#next.push([]);
    return id;
  }

  #order(captureSet: number): number {
    return this.#captureSets[captureSet]?.pattern ?? 0;
  }
}

/** Joins capture sets, in order of their patterns. */
function sumUp(captureSets: readonly CaptureSet[]): NodeMeaning {
  let forms: { kind: string; variant: string; role: string }[] = [];
  let outerRole = '';
  const flags = new Set<string>();
  for (const { captures } of captureSets) {
    const own: { kind: string; variant: string; role: string }[] = [];
    for (const capture of captures) {
      if (capture.type === 'flag') flags.add(capture.flag);
      else if (capture.type === 'form')
        own.push({ kind: capture.kind, variant: capture.variant, role: '' });
      else {
        const inner = own.length > 1 ? own.at(-1) : undefined;
        if (inner === undefined) outerRole = capture.role;
        else inner.role = capture.role;
      }
    }
    if (own.length > 0) forms = own;
  }
  // Comments may stand anywhere, so that a wildcard means them, too; none has a part in the form
  // around it.
  const role = forms[0]?.kind === 'comment' ? '' : outerRole;
  return { forms, role, flags: [...flags] };
}
