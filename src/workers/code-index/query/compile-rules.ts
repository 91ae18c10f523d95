import type { Language as Grammar } from 'web-tree-sitter';
import type { MeaningTable } from './meaning-table.ts';
import type { PatternNode } from './read-patterns.ts';
import { type TextTest, compileTests } from './text-tests.ts';

/** One node of a compiled pattern. */
export interface Rule {
  /** Per node type 1 where it matches; null for any named node. */
  types: Uint8Array | null;
  /** Any node, tokens included; `types` is null then. */
  isAny: boolean;
  isSupertype: boolean;
  /** Field id; 0 for any or none. */
  field: number;
  /** Fields the node must not have. */
  absent: readonly number[];
  /** Number of a capture set in the meaning table; -1 for none. */
  captureSet: number;
  test: TextTest | null;
  items: readonly RuleItem[];
  /** Whether an item is tied to its neighbours, so that order alone does not decide. */
  isAnchored: boolean;
  /** Whether the rule or one below it emits something. */
  emits: boolean;
}

/** A child that a rule asks for: one of several rules, perhaps missing, perhaps many times. */
export interface RuleItem {
  either: readonly Rule[];
  isRequired: boolean;
  /** No named sibling stands between it and the item before, or before the first. */
  isImmediate: boolean;
  /** No named sibling stands behind it. */
  isLast: boolean;
}

/** Why a pattern has to be left to tree-sitter's own query engine. */
class Unsupported extends Error {}

export interface CompileContext {
  grammar: Grammar;
  /** Named node types of a supertype; null when the grammar does not list them. */
  subtypes(supertype: string): readonly string[] | null;
  meanings: MeaningTable;
}

/**
 * Compiles a pattern into rules for its root, one per alternative; null when it uses more than the
 * rules can say.
 */
export function compilePattern(
  pattern: PatternNode,
  index: number,
  context: CompileContext,
): Rule[] | null {
  try {
    const tests = compileTests(pattern);
    if (tests === null) return null;
    const compiler = new RuleCompiler(index, context, tests);
    const rules = compiler.alternatives(pattern, []);
    // tree-sitter has its own ways with a supertype that has no node around it, and a bare `_`
    // there would mean every token.
    return rules.some(({ isSupertype, isAny }) => isSupertype || isAny) ? null : rules;
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

class RuleCompiler {
  readonly #index: number;
  readonly #context: CompileContext;
  readonly #tests: ReadonlyMap<string, TextTest>;

  constructor(index: number, context: CompileContext, tests: ReadonlyMap<string, TextTest>) {
    this.#index = index;
    this.#context = context;
    this.#tests = tests;
  }

  /** The rules a node stands for; captures around alternatives count for each of them. */
  alternatives(node: PatternNode, outerCaptures: readonly string[]): Rule[] {
    const captures = [...node.captures, ...outerCaptures];
    if (node.is !== 'group' && node.is !== 'either') return [this.#rule(node, captures)];
    if (node.is === 'group' && node.children.length !== 1) throw new Unsupported();
    const inside = node.children.some(
      ({ quantifier, isAnchored, isLast }) => quantifier !== '' || isAnchored || isLast,
    );
    if (inside) throw new Unsupported();
    return node.children.flatMap((child) =>
      this.alternatives(child.field === '' ? { ...child, field: node.field } : child, captures),
    );
  }

  #rule(node: PatternNode, captures: readonly string[]): Rule {
    const items = node.children.map((child) => this.#item(child));
    const isAnchored = items.some(({ isImmediate, isLast }) => isImmediate || isLast);
    const isLoose = items.some(
      (item) => !item.isRequired || item.either.some(({ isAny }) => isAny),
    );
    if (isAnchored && isLoose) throw new Unsupported();
    const captureSet =
      captures.length === 0 ? -1 : this.#context.meanings.captureSet(this.#index, captures);
    const types = this.#types(node);
    return {
      types,
      isAny: node.is === 'any',
      isSupertype: types !== null && types.indexOf(1) !== types.lastIndexOf(1),
      field: this.#field(node.field),
      absent: node.absent.map((name) => this.#field(name)),
      captureSet,
      test: this.#test(captures),
      items,
      isAnchored,
      emits: captureSet >= 0 || items.some(({ either }) => either.some(({ emits }) => emits)),
    };
  }

  #item(node: PatternNode): RuleItem {
    if (node.quantifier === '+' && (node.isAnchored || node.isLast)) throw new Unsupported();
    return {
      either: this.alternatives(node, []),
      isRequired: node.quantifier === '' || node.quantifier === '+',
      isImmediate: node.isAnchored,
      isLast: node.isLast,
    };
  }

  #test(captures: readonly string[]): TextTest | null {
    const tests = captures.flatMap((name) => this.#tests.get(name) ?? []);
    return tests.length === 0 ? null : (text) => tests.every((test) => test(text));
  }

  #field(name: string): number {
    if (name === '') return 0;
    const id = this.#context.grammar.fieldIdForName(name);
    if (id === null) throw new Unsupported();
    return id;
  }

  #subtypes(supertype: string): number[] {
    const names = this.#context.subtypes(supertype);
    if (names === null) throw new Unsupported();
    return names.flatMap((name) => this.#context.grammar.idForNodeType(name, true) ?? []);
  }

  #types(node: PatternNode): Uint8Array | null {
    // Only tree-sitter can report missing nodes and errors.
    if (node.type === 'MISSING' || node.type === 'ERROR') throw new Unsupported();
    if (node.type === '_' && (node.is === 'named' || node.is === 'any')) return null;
    const { grammar } = this.#context;
    const id = grammar.idForNodeType(node.type, node.is === 'named');
    if (id === null) throw new Unsupported();
    const types = new Uint8Array(grammar.nodeTypeCount);
    for (const type of grammar.nodeTypeIsVisible(id) ? [id] : this.#subtypes(node.type))
      types[type] = 1;
    return types;
  }
}
