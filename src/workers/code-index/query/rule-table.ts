import { type CompileContext, type Rule, compilePattern } from './compile-rules.ts';
import { type FlatTree, NodeUse } from './flat-tree.ts';
import { RuleMatcher } from './match-rules.ts';
import type { MeaningTable } from './meaning-table.ts';
import type { PatternNode } from './read-patterns.ts';

/** What a parent of one type says of a child, whatever else it has. */
interface ChildRule {
  rule: Rule;
  captureSet: number;
}

/**
 * A language's query, compiled. Most patterns say something of a node by its type, or of a child by
 * its parent's type and its field; their sum is remembered for each such triple, so that one
 * look-up gives a node its state. Larger patterns are tried at the nodes of their root's type. The
 * few that use more than rules can say are left to tree-sitter's query engine.
 */
export class RuleTable {
  /** NodeUse per node type. */
  readonly uses: Uint8Array;
  readonly tokenParents: Uint8Array;
  /** Patterns of the query that are not in the rules. */
  readonly leftOver: number[] = [];
  readonly #meanings: MeaningTable;
  readonly #typeCount: number;
  readonly #fieldCount: number;
  readonly #ofType: number[][];
  readonly #ofChild: ChildRule[][];
  readonly #large: Rule[][];
  readonly #triples = new Map<number, number>();

  constructor(patterns: readonly PatternNode[], context: CompileContext) {
    const { grammar, meanings } = context;
    this.#meanings = meanings;
    this.#typeCount = grammar.nodeTypeCount;
    this.#fieldCount = grammar.fieldCount + 1;
    const perType = <T>(): T[][] => Array.from({ length: this.#typeCount }, () => []);
    this.#ofType = perType();
    this.#ofChild = perType();
    this.#large = perType();
    this.uses = new Uint8Array(this.#typeCount);
    this.tokenParents = new Uint8Array(this.#typeCount);
    for (let type = 0; type < this.#typeCount; type += 1)
      if (grammar.nodeTypeIsNamed(type)) this.uses[type] = NodeUse.named;
    patterns.forEach((pattern, index) => {
      const rules = compilePattern(pattern, index, context);
      if (rules === null) this.leftOver.push(index);
      else for (const rule of rules) this.#addRule(rule);
    });
  }

  /** Gives every node of a tree its state; nodes come parents first. */
  run(tree: FlatTree, text: string, states: Int32Array): void {
    for (let node = 0; node < tree.count; node += 1) states[node] = this.#tripleState(tree, node);
    const matcher = new RuleMatcher(tree, text, this.#meanings, states);
    for (let node = 0; node < tree.count; node += 1) {
      const rules = this.#large[tree.type[node] ?? 0];
      if (rules === undefined) continue;
      for (let n = 0; n < rules.length; n += 1) {
        const rule = rules[n];
        if (rule !== undefined) matcher.apply(rule, node);
      }
    }
  }

  #addRule(rule: Rule): void {
    this.#useTokens(rule);
    for (let type = 0; type < this.#typeCount; type += 1) {
      const isMeant =
        rule.types === null ? this.uses[type] === NodeUse.named : rule.types[type] === 1;
      if (isMeant) this.#addRoot(rule, type);
    }
  }

  #addRoot(rule: Rule, type: number): void {
    const children = plainChildren(rule);
    if (isBare(rule) && rule.items.length === 0) {
      if (rule.captureSet >= 0) this.#ofType[type]?.push(rule.captureSet);
    } else if (children === null) this.#large[type]?.push(rule);
    else
      for (const child of children)
        if (child.captureSet >= 0)
          this.#ofChild[type]?.push({ rule: child, captureSet: child.captureSet });
  }

  #useTokens(rule: Rule): void {
    rule.types?.forEach((isMeant, type) => {
      if (isMeant === 1 && this.uses[type] === NodeUse.none) this.uses[type] = NodeUse.token;
    });
    for (const inner of rule.items.flatMap(({ either }) => either)) {
      this.#useTokens(inner);
      if (inner.isAny)
        this.tokenParents.forEach((_, type) => {
          if (rule.types === null || rule.types[type] === 1) this.tokenParents[type] = 1;
        });
    }
  }

  #tripleState(tree: FlatTree, node: number): number {
    const type = tree.type[node] ?? 0;
    if (type >= this.#typeCount) return 0;
    const parent = tree.parent[node] ?? -1;
    const parentType = parent < 0 ? this.#typeCount : (tree.type[parent] ?? 0);
    const field = tree.field[node] ?? 0;
    const key = (parentType * this.#fieldCount + field) * this.#typeCount + type;
    const known = this.#triples.get(key);
    if (known !== undefined) return known;
    const state = this.#sumUp(parentType, field, type);
    this.#triples.set(key, state);
    return state;
  }

  #sumUp(parentType: number, field: number, type: number): number {
    let state = 0;
    for (const captureSet of this.#ofType[type] ?? [])
      state = this.#meanings.add(state, captureSet);
    for (const { rule, captureSet } of this.#ofChild[parentType] ?? []) {
      const isType =
        rule.types === null
          ? rule.isAny || this.uses[type] === NodeUse.named
          : rule.types[type] === 1;
      if (isType && (rule.field === 0 || rule.field === field))
        state = this.#meanings.add(state, captureSet);
    }
    return state;
  }
}

/** Whether a node's type is all that the rule asks of it. */
function isBare({ test, absent, field }: Rule): boolean {
  return test === null && absent.length === 0 && field === 0;
}

/**
 * What a rule says of single children by their type and field alone; null when it says or asks
 * more.
 */
function plainChildren(rule: Rule): readonly Rule[] | null {
  const [item] = rule.items;
  if (item === undefined || rule.items.length > 1 || rule.isAnchored) return null;
  if (!isBare(rule) || rule.captureSet >= 0) return null;
  const arePlain = item.either.every(
    ({ items, test, absent }) => items.length + absent.length === 0 && test === null,
  );
  return arePlain ? item.either : null;
}
