import type { FlatTree } from './flat-tree.ts';
import { NodeUse } from './flat-tree.ts';
import type { MeaningTable } from './meaning-table.ts';
import type { Rule, RuleItem } from './compile-rules.ts';

/** A tree on which rules are tried, and the states that its nodes have come to. */
export class RuleMatcher {
  readonly #tree: FlatTree;
  readonly #text: string;
  readonly #meanings: MeaningTable;
  readonly #states: Int32Array;

  constructor(tree: FlatTree, text: string, meanings: MeaningTable, states: Int32Array) {
    this.#tree = tree;
    this.#text = text;
    this.#meanings = meanings;
    this.#states = states;
  }

  /**
   * Tries a rule at a node and says what it says there and below, in all the ways in which it
   * holds.
   */
  apply(rule: Rule, node: number): void {
    if (this.#fits(rule, node)) this.#emit(rule, node);
  }

  #fits(rule: Rule, node: number): boolean {
    return this.#isNode(rule, node) && this.#hasItems(rule, node);
  }

  #isNode({ types, isAny, field, absent, test }: Rule, node: number): boolean {
    const tree = this.#tree;
    const use = tree.use[node];
    const isMeant =
      types === null
        ? use === NodeUse.named || (isAny && use === NodeUse.token)
        : types[tree.type[node] ?? 0] === 1;
    if (!isMeant) return false;
    if (field !== 0 && tree.field[node] !== field) return false;
    if (absent.length > 0 && this.#hasField(node, absent)) return false;
    return test === null || test(this.#text.slice(tree.start[node], tree.end[node]));
  }

  #hasField(node: number, fields: readonly number[]): boolean {
    const { field, next } = this.#tree;
    const end = next[node] ?? 0;
    for (let child = node + 1; child < end; child = next[child] ?? end)
      if (fields.includes(field[child] ?? 0)) return true;
    return false;
  }

  #isItem(item: RuleItem, node: number): boolean {
    for (const rule of item.either) if (this.#fits(rule, node)) return true;
    return false;
  }

  #hasItems(rule: Rule, node: number): boolean {
    if (rule.items.length === 0) return true;
    if (rule.isAnchored) return this.#searchAnchored(rule, node, false);
    return this.#earliest(rule.items, node, rule.items.length) >= 0;
  }

  /**
   * The first child behind the earliest place for the required ones among the first items; -1 when
   * they do not fit.
   */
  #earliest(items: readonly RuleItem[], node: number, count: number): number {
    const { next } = this.#tree;
    const end = next[node] ?? 0;
    let child = node + 1;
    for (let n = 0; n < count; n += 1) {
      const item = items[n];
      if (item === undefined || !item.isRequired) continue;
      while (child < end && !this.#isItem(item, child)) child = next[child] ?? end;
      if (child >= end) return -1;
      child = next[child] ?? end;
    }
    return child;
  }

  #emit(rule: Rule, node: number): void {
    if (rule.captureSet >= 0)
      this.#states[node] = this.#meanings.add(this.#states[node] ?? 0, rule.captureSet);
    if (rule.isAnchored) this.#searchAnchored(rule, node, true);
    else
      rule.items.forEach((item, n) => {
        if (item.either.some(({ emits }) => emits)) this.#emitItem(rule.items, node, n);
      });
  }

  /**
   * Every child that can stand for an item while the others find their places before and behind it.
   */
  #emitItem(items: readonly RuleItem[], node: number, n: number): void {
    const item = items[n];
    if (item === undefined) return;
    const { next } = this.#tree;
    const end = next[node] ?? 0;
    const rest = items.slice(n + 1);
    for (let child = this.#earliest(items, node, n); child < end; child = next[child] ?? end) {
      const fitting = item.either.filter((rule) => this.#fits(rule, child));
      if (fitting.length === 0) continue;
      if (!this.#haveRoom(rest, next[child] ?? end, end)) return;
      for (const rule of fitting) this.#emit(rule, child);
    }
  }

  #haveRoom(items: readonly RuleItem[], from: number, end: number): boolean {
    const { next } = this.#tree;
    let child = from;
    for (const item of items) {
      if (!item.isRequired) continue;
      while (child < end && !this.#isItem(item, child)) child = next[child] ?? end;
      if (child >= end) return false;
      child = next[child] ?? end;
    }
    return true;
  }

  /**
   * Tries every place for items that are tied together; with `emits` it emits what holds, else it
   * stops at the first success.
   */
  #searchAnchored(rule: Rule, node: number, emits: boolean): boolean {
    const end = this.#tree.next[node] ?? 0;
    const places: number[] = [];
    const search = (n: number, from: number): boolean => {
      const item = rule.items[n];
      if (item === undefined) {
        if (emits) this.#emitPlaces(rule.items, places);
        return true;
      }
      let found = false;
      for (let child = from; child < end; child = this.#tree.next[child] ?? end) {
        const fits = this.#isItem(item, child) && !(item.isLast && this.#namedBehind(child, end));
        if (fits) {
          places[n] = child;
          found = search(n + 1, this.#tree.next[child] ?? end) || found;
          if (found && !emits) return true;
        }
        if (item.isImmediate && this.#tree.use[child] !== NodeUse.token) break;
      }
      return found;
    };
    return search(0, node + 1);
  }

  #emitPlaces(items: readonly RuleItem[], places: readonly number[]): void {
    items.forEach((item, n) => {
      const child = places[n] ?? 0;
      for (const rule of item.either) if (rule.emits) this.apply(rule, child);
    });
  }

  #namedBehind(node: number, end: number): boolean {
    const { next, use } = this.#tree;
    for (let child = next[node] ?? end; child < end; child = next[child] ?? end)
      if (use[child] !== NodeUse.token) return true;
    return false;
  }
}
