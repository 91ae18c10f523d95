import { type FileFacts, type FunctionFact, Op } from '../facts.ts';

/** Stands for the receiver among the parameters that a function returns. */
export const RECEIVER = -1;

/**
 * What a function merely hands back: parameters that it returns as they came (`return wrapper`,
 * `return self`), also from behind a guard (`if isinstance(x, Box): …; return x`).
 *
 * All callers of a function share its variables, so each caller of an identity function would get
 * back what all callers put in. Such a return is therefore taken out of the function, and each call
 * is connected from its argument to its own result.
 */
export interface PassedThrough {
  /** Per object index the parameter positions handed back. */
  parameters: ReadonlyMap<number, readonly number[]>;
  /** Offsets of the copy instructions that were taken out. */
  cut: ReadonlySet<number>;
  /** What such copies brought beside parameters: pairs of result and variable, in a row. */
  kept: readonly number[];
}

export function findPassedThrough(facts: FileFacts): PassedThrough {
  const copies = new Copies(facts);
  const parameters = new Map<number, number[]>();
  const cut = new Set<number>();
  const kept: number[] = [];
  facts.objects.forEach(({ function: fact }, index) => {
    if (fact === undefined) return;
    for (const at of copies.into(fact.result)) {
      const { positions, others } = copies.trace(facts.code[at + 2] as number, fact);
      if (positions.length === 0) continue;
      cut.add(at);
      for (const other of others) kept.push(fact.result, other);
      const known = parameters.get(index) ?? [];
      parameters.set(index, [...new Set([...known, ...positions])]);
    }
  });
  return { parameters, cut, kept };
}

/** Instructions that give their first variable a value. */
const GIVING: ReadonlySet<number> = new Set([
  Op.alloc,
  Op.load,
  Op.call,
  Op.instance,
  Op.free,
  Op.import,
  Op.super,
  Op.text,
  Op.element,
  Op.await,
  Op.loadKey,
  Op.wrap,
]);

/** The copy instructions of a file by the variable they give something. */
class Copies {
  readonly #code: Int32Array;
  /** Per variable its last copy, and per instruction the copy before it; -1 ends. */
  readonly #last: Int32Array;
  readonly #before: Int32Array;
  /** Whether a variable gets values by other ways than copies. */
  readonly #isGiven: Uint8Array;

  constructor({ code, variableCount }: FileFacts) {
    this.#code = code;
    this.#last = new Int32Array(variableCount).fill(-1);
    this.#before = new Int32Array(code.length >> 2);
    this.#isGiven = new Uint8Array(variableCount);
    for (let at = 0; at < code.length; at += 4) {
      const variable = code[at + 1] as number;
      if (code[at] === Op.copy) {
        this.#before[at >> 2] = this.#last[variable] as number;
        this.#last[variable] = at;
      } else if (GIVING.has(code[at] as number)) this.#isGiven[variable] = 1;
    }
  }

  /** Offsets of the copies into a variable, in order. */
  into(variable: number): number[] {
    const found: number[] = [];
    for (let at = this.#last[variable] ?? -1; at >= 0; at = this.#before[at >> 2] as number)
      found.push(at);
    return found.toReversed();
  }

  /**
   * The parameters whose values a variable has, through variables that only join others, and what
   * else is joined with them.
   */
  trace(variable: number, fact: FunctionFact): { positions: number[]; others: number[] } {
    const positions: number[] = [];
    const others: number[] = [];
    const seen = new Set<number>();
    const open = [variable];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (seen.has(one)) continue;
      seen.add(one);
      const position = positionOf(fact, one);
      const copies = position === null ? this.into(one) : [];
      if (position !== null) positions.push(position);
      else if (copies.length === 0 || this.#isGiven[one] === 1) others.push(one);
      else if (copies.some((at) => this.#code[at + 3] !== 0)) others.push(one);
      else for (const at of copies.toReversed()) open.push(this.#code[at + 2] as number);
    }
    return { positions, others };
  }
}

function positionOf({ self, parameters }: FunctionFact, variable: number): number | null {
  if (variable >= 0 && variable === self) return RECEIVER;
  const position = parameters.findIndex(
    (one) => one.variable === variable && one.kind === 'positional',
  );
  return position < 0 ? null : position;
}
