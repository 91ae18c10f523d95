import { type CallSite, writeCall } from '../call-site.ts';
import { Ints } from './ints.ts';
import { PairTable } from './pair-table.ts';
import type { Context, Solving } from './solving.ts';

/**
 * A call that no source text writes: a built-in function calls what it was handed. Operands are
 * nodes.
 */
export interface ImpliedCall {
  callee: number;
  arguments: readonly number[];
  result: number;
  /** No code makes it; see CallSite. */
  isSupposed?: boolean;
}

/** What calls are handed, and what takes their results. */
export type CallOperands = Pick<
  CallList,
  | 'context'
  | 'argumentCount'
  | 'argument'
  | 'isSpread'
  | 'keywordCount'
  | 'keywordName'
  | 'keywordNode'
  | 'result'
>;

/** How many built-in functions may call each other, one through the other. */
const DEEPEST_IMPLIED = 8;

/**
 * The calls of the files being solved, numbered: first those written in the files, then those that
 * built-in functions make. Their packed form is read in place; see call-site.ts for the layout.
 */
export class CallList {
  /**
   * Pairs of call and target function: `function * 2 + 1` when the receiver takes the first
   * parameter.
   */
  readonly targets = new PairTable();
  /** Pairs of call and class it makes an instance of. */
  readonly constructions = new PairTable();
  /** Pairs of call and class behind which `super(…)` looks for a constructor. */
  readonly supers = new PairTable(64);
  /** Pairs of call and external thing it reaches. */
  readonly externals = new PairTable();
  /** Pairs of call and value by which it was led on to something else. */
  readonly passed = new PairTable(64);
  /** Pairs of call and class below the declared one that it may reach. */
  readonly overrides = new PairTable(16);
  /** Pairs of call and method that may run in place of one without a body. */
  readonly below = new PairTable(16);
  /** Pairs of a method and the one without a body that it stands for; see overridden.ts. */
  readonly overridden = new PairTable(16);
  /** Pairs of call and wrapped definition that it may run. */
  readonly wrapped = new PairTable(16);
  /** Calls that more classes are below than are followed. */
  readonly beyond = new Set<number>();
  /** Pairs of a target pair and a way to it; see typed/choose-declared.ts. */
  readonly #ways = new PairTable(16);
  /**
   * Implied calls, of extension methods and by what lies outside, which give way to targets of the
   * written call itself.
   */
  readonly extensions = new Set<number>();
  /** Implied calls of extension methods alone. */
  readonly methods = new Set<number>();
  readonly #waysOf = new Map<number, number[]>();
  /** Pairs of a node that a member was read into and the getter that ran for it. */
  readonly getters = new PairTable(64);
  readonly #contexts = new Ints();
  readonly #offsets = new Ints();
  /** For implied calls the call that made them; -1 for written ones. */
  readonly #origins = new Ints();
  /** Which call of its symbol a written call is. */
  readonly #ordinals = new Ints();
  readonly #counts = new Map<number, number>();
  #counted = -1;
  readonly #implied: Int32Array[] = [];
  readonly #solving: Solving;

  constructor(solving: Solving) {
    this.#solving = solving;
  }

  /** Remembers how a target was reached: by a receiver of a declared type, or -1. */
  noteReceiver(pair: number, receiver: number): void {
    const before = this.#ways.size;
    if (this.#ways.intern(pair, receiver) !== before) return;
    const known = this.#waysOf.get(pair);
    if (known === undefined) this.#waysOf.set(pair, [receiver]);
    else known.push(receiver);
  }

  receiversOf(pair: number): readonly number[] {
    return this.#waysOf.get(pair) ?? [-1];
  }

  get size(): number {
    return this.#offsets.length;
  }

  addWritten(context: Context, offset: number): number {
    if (context.index !== this.#counted) this.#counts.clear();
    this.#counted = context.index;
    const caller = context.file.facts.calls[offset + 2] ?? 0;
    const ordinal = this.#counts.get(caller) ?? 0;
    this.#counts.set(caller, ordinal + 1);
    this.#contexts.push(context.index);
    this.#origins.push(-1);
    this.#ordinals.push(ordinal);
    return this.#offsets.push(offset);
  }

  addImplied(by: number, call: ImpliedCall): number {
    const packed: number[] = [];
    const site: CallSite = {
      line: this.at(by, 0),
      column: this.at(by, 1),
      caller: this.at(by, 2),
      callee: call.callee,
      receiver: -1,
      property: -1,
      result: call.result,
      text: this.at(by, 7),
      isNew: false,
      isImplied: true,
      isSupposed: call.isSupposed === true,
      arguments: call.arguments.map((variable) => ({ variable, isSpread: false })),
      keywords: [],
    };
    writeCall(packed, site);
    this.#contexts.push(this.#contexts.get(by));
    this.#origins.push(by);
    this.#ordinals.push(this.#implied.length);
    return this.#offsets.push(~(this.#implied.push(Int32Array.from(packed)) - 1));
  }

  context(call: number): Context {
    return this.#solving.contexts[this.#contexts.get(call)] as Context;
  }

  /**
   * Whether what lies outside the repository is run by a call that itself made this one: functions
   * that are handed to themselves.
   */
  isWithin(call: number, value: number): boolean {
    let depth = 0;
    for (let at = this.#origins.get(call); at >= 0; at = this.#origins.get(at)) {
      if (this.externals.find(at, value) >= 0 || (depth += 1) > DEEPEST_IMPLIED) return true;
    }
    return false;
  }

  /** Whether a built-in function makes this call. */
  isImplied(call: number): boolean {
    return this.#offsets.get(call) < 0;
  }

  /** The written call that stands in the source for this one. */
  written(call: number): number {
    let at = call;
    while (this.#origins.get(at) >= 0) at = this.#origins.get(at);
    return at;
  }

  /**
   * Names a written call by the symbol it stands in and its place there, so that lines may move.
   */
  place(call: number): string {
    const { facts } = this.context(call).file;
    const caller = facts.symbols[this.at(call, 2)]?.path ?? '';
    return `${facts.path}#${caller}()${this.#ordinals.get(call)}`;
  }

  /** A number of the packed call. */
  at(call: number, index: number): number {
    const offset = this.#offsets.get(call);
    const value =
      offset < 0
        ? this.#implied[~offset]?.[index]
        : this.context(call).file.facts.calls[offset + index];
    return value ?? -1;
  }

  #node(call: number, variable: number): number {
    if (variable < 0) return -1;
    return this.#offsets.get(call) < 0 ? variable : this.context(call).base + variable;
  }

  callee(call: number): number {
    return this.#node(call, this.at(call, 3));
  }

  receiver(call: number): number {
    return this.#node(call, this.at(call, 4));
  }

  /** Name of the called method; -1 for a plain call. */
  property(call: number): number {
    const property = this.at(call, 5);
    return property < 0 ? -1 : this.#name(call, property);
  }

  result(call: number): number {
    return this.#node(call, this.at(call, 6));
  }

  isNew(call: number): boolean {
    return (this.at(call, 8) & 1) !== 0;
  }

  isDecorator(call: number): boolean {
    return (this.at(call, 8) & 2) !== 0;
  }

  /** Whether no code makes it: types imply it, and it is no edge. */
  isSupposed(call: number): boolean {
    return ((this.at(call, 8) | this.at(this.written(call), 8)) & 4) !== 0;
  }

  argumentCount(call: number): number {
    return this.at(call, 9);
  }

  /** Node of an argument; -1 when there is none. */
  argument(call: number, index: number): number {
    return index < this.at(call, 9) ? this.#node(call, this.at(call, 11 + index) >> 1) : -1;
  }

  isSpread(call: number, index: number): boolean {
    return (this.at(call, 11 + index) & 1) === 1;
  }

  keywordCount(call: number): number {
    return this.at(call, 10);
  }

  /** Name of a keyword argument; -1 spreads a mapping. */
  keywordName(call: number, index: number): number {
    const name = this.at(call, 11 + this.at(call, 9) + 2 * index);
    return name < 0 ? -1 : this.#name(call, name);
  }

  keywordNode(call: number, index: number): number {
    return this.#node(call, this.at(call, 12 + this.at(call, 9) + 2 * index));
  }

  #name(call: number, string: number): number {
    return this.context(call).file.name(string);
  }
}
