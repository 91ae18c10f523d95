import { packRule } from './flow-graph.ts';
import { mergeOrders } from './linearize.ts';
import { PairTable } from './pair-table.ts';
import { type MemberUse, Rule } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { Value } from './values.ts';

/** Phase from which a base that no file has named is taken to be foreign. */
const UNKNOWN_BASE_PHASE = 3;

/** Classes a member is looked for in, at most: what lies farther up is not followed. */
const LONGEST_ORDER = 256;

/** A member that is looked for along a class hierarchy. */
interface MemberSearch extends MemberUse {
  name: number;
  /** Starts behind this class (super); -1 starts at the class itself. */
  after: number;
  /** Whether fields of instances count, or only what the classes define. */
  withFields: boolean;
}

/**
 * One class as one file sees it: its bases as far as they are known, and who looks for members
 * in it.
 */
interface ClassView {
  readonly context: Context;
  readonly ofClass: number;
  /** Nodes of the bases. */
  readonly bases: number[];
  order: number[];
  /** Whether all bases of all ancestors were known when `order` was made. */
  isComplete: boolean;
  readonly searches: MemberSearch[];
  readonly derived: Set<number>;
}

/**
 * Member lookup along class hierarchies.
 *
 * Which class answers depends on the order of all bases, and bases arrive one by one. So the order
 * is a fixed thing while values flow: it is made anew only when nothing flows any more (`settle`),
 * and then the searches of the classes whose order changed run again. A base that is not known yet
 * hides what lies behind it.
 */
export class Hierarchy {
  readonly #solving: Solving;
  readonly #numbers = new PairTable(256);
  readonly #views: ClassView[] = [];
  readonly #dirty = new Set<number>();
  readonly #waiting = new Set<number>();

  constructor(solving: Solving) {
    this.#solving = solving;
  }

  /** Looks for a member from a class on; what is found, now or later, is put to the use. */
  search(context: Context, ofClass: number, search: MemberSearch): void {
    const view = this.#views[this.#view(context, ofClass)];
    if (view === undefined) return;
    view.searches.push(search);
    this.#follow(view, search);
  }

  /** The class and its ancestors in lookup order, as far as they are known. */
  order(context: Context, ofClass: number): readonly number[] {
    return this.#views[this.#view(context, ofClass)]?.order ?? [];
  }

  /** A base has become known. */
  touch(view: number): void {
    const open = [view];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (this.#dirty.has(at)) continue;
      this.#dirty.add(at);
      open.push(...(this.#views[at]?.derived ?? []));
    }
  }

  /**
   * Makes the orders anew where bases changed. Returns whether that may have set something flowing.
   */
  settle(): boolean {
    if (this.#solving.phases.now === UNKNOWN_BASE_PHASE) {
      for (const view of this.#waiting) this.touch(view);
      this.#waiting.clear();
    }
    if (this.#dirty.size === 0) return false;
    const changed = [...this.#dirty];
    this.#dirty.clear();
    const before = changed.map((number) => this.#views[number]?.order ?? []);
    const fresh = new Set(changed);
    for (const number of changed) this.#arrange(number, fresh);
    changed.forEach((number, at) => {
      const view = this.#views[number];
      if (view === undefined || isSame(view.order, before[at] ?? [])) return;
      for (const search of view.searches) this.#follow(view, search);
    });
    return true;
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0 && this.#solving.phases.now < UNKNOWN_BASE_PHASE;
  }

  #view(context: Context, ofClass: number): number {
    const before = this.#numbers.size;
    const number = this.#numbers.intern(context.index, ofClass);
    if (number !== before) return number;
    const { graph, world } = this.#solving;
    const bases = world.class(ofClass)?.bases ?? [];
    const view: ClassView = {
      context,
      ofClass,
      bases: [],
      // What stands before the class must be known first.
      order: bases.some(({ isBefore }) => isBefore === true) ? [] : [ofClass],
      isComplete: true,
      searches: [],
      derived: new Set(),
    };
    this.#views.push(view);
    const file = world.fileOf(ofClass);
    if (file !== context.file) this.#solving.note(context, ofClass, world.slots.outline);
    bases.forEach(({ variable }, index) => {
      const node =
        file === context.file
          ? context.base + variable
          : this.#solving.readCell(context, ofClass, world.slots.base(index));
      view.bases.push(node);
      graph.addConstraint(node, packRule(Rule.base, number), 0, 0);
    });
    if (bases.length > 0) this.#dirty.add(number);
    return number;
  }

  /**
   * Makes the order of a view from the orders of its bases, which are made first where they are out
   * of date.
   */
  #arrange(first: number, fresh: Set<number>): void {
    const open: { number: number; bases: readonly number[] | null }[] = [
      { number: first, bases: null },
    ];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const { number } = at;
      const view = this.#views[number];
      if (view === undefined) continue;
      if (at.bases !== null) {
        this.#makeOrder(number, view, at.bases);
        continue;
      }
      if (!fresh.delete(number)) continue;
      view.isComplete = true;
      const bases = this.#knownBases(view);
      open.push({ number, bases });
      for (const base of bases.toReversed()) {
        const above = this.#view(view.context, base);
        if (this.#dirty.delete(above)) fresh.add(above);
        this.#views[above]?.derived.add(number);
        open.push({ number: above, bases: null });
      }
    }
  }

  #makeOrder(number: number, view: ClassView, bases: readonly number[]): void {
    const orders: number[][] = [];
    for (const base of bases) {
      const above = this.#views[this.#view(view.context, base)];
      if (above === undefined) continue;
      if (!above.isComplete) view.isComplete = false;
      orders.push(above.order.filter((value) => value !== view.ofClass));
    }
    if (!view.isComplete) this.#waiting.add(number);
    const usable = view.isComplete || bases.length === 1 ? [...orders, bases] : [];
    const merged = mergeOrders(usable);
    const front = this.#basesBefore(view).filter((value) => merged.includes(value));
    const behind = front.length === 0 ? merged : merged.filter((value) => !front.includes(value));
    const isHeld = !view.isComplete && this.#hasBaseBefore(view);
    view.order = isHeld ? [] : [...front, view.ofClass, ...behind].slice(0, LONGEST_ORDER);
  }

  #hasBaseBefore(view: ClassView): boolean {
    const bases = this.#solving.world.class(view.ofClass)?.bases ?? [];
    return bases.some(({ isBefore }) => isBefore === true);
  }

  /** Bases that answer before the class itself does. */
  #basesBefore(view: ClassView): number[] {
    const bases = this.#solving.world.class(view.ofClass)?.bases ?? [];
    return view.bases.flatMap((node, index) =>
      bases[index]?.isBefore === true ? this.#classesOf(this.#solving.graph.valuesOf(node)) : [],
    );
  }

  #knownBases(view: ClassView): number[] {
    const { graph, phases } = this.#solving;
    const found: number[] = [];
    for (const node of view.bases) {
      if (graph.isEmpty(node) && phases.now < UNKNOWN_BASE_PHASE) view.isComplete = false;
      for (const value of this.#classesOf(graph.valuesOf(node)))
        if (value !== view.ofClass && !found.includes(value)) found.push(value);
    }
    return found;
  }

  /** Classes among the values of a base, in an order that does not depend on how they came. */
  #classesOf(values: readonly number[]): number[] {
    const { world } = this.#solving;
    const classes = values.filter(
      (value) => world.values.kind(value) === Value.object && world.object(value) !== undefined,
    );
    if (classes.length < 2) return classes;
    const key = (value: number): string => world.names.text(world.values.a(value));
    return classes.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  }

  #follow(view: ClassView, search: MemberSearch): void {
    const { graph, world } = this.#solving;
    const { order, context } = view;
    let isHidden = false;
    const behind = order.indexOf(search.after);
    if (search.after >= 0 && behind < 0) return;
    for (let at = behind + 1; at < order.length; at++) {
      const ofClass = order[at] as number;
      // A compiler that believes types sees the nearest declaration, field or method.
      if (search.withFields && !(isHidden && context.file.language.trustsTypes)) {
        const instance = world.values.instance(ofClass);
        const node = this.#solving.readCell(context, instance, search.name);
        graph.addConstraint(node, search.rule, search.receiver, 0);
      }
      if (isHidden) continue;
      const node = this.#solving.readCell(context, ofClass, search.name);
      graph.addConstraint(node, search.rule, search.receiver, 0);
      isHidden = this.#hasMember(context, ofClass, search.name);
    }
  }

  #hasMember(context: Context, ofClass: number, name: number): boolean {
    const { world } = this.#solving;
    const file = world.fileOf(ofClass);
    if (file === undefined) return false;
    if (file !== context.file) this.#solving.note(context, ofClass, world.slots.outline);
    return file.members(world.values.index(ofClass)).has(name);
  }
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}
