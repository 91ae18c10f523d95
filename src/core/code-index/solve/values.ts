import type { ObjectFact } from '../facts.ts';
import { Ints } from './ints.ts';
import type { Names } from './names.ts';
import { PairTable, scatter } from './pair-table.ts';

/** What a variable can hold. The comment names the two parts of each kind. */
export const Value = {
  /**
   * An object of some file: function, class, module, container. Name of its key `file#key`, and
   * what kind it is.
   */
  object: 0,
  /**
   * An instance. Value of its class (or of the function called with `new`); how it is known: -1 by
   * its making, else see below.
   */
  instance: 1,
  /** A function and its receiver. Values of both. */
  bound: 2,
  /**
   * What follows a class in the hierarchy of a receiver. Values of both; the receiver may be -1.
   */
  super: 3,
  /** A text constant. Its name. */
  text: 4,
  /** A package that several files make up. Its name. */
  package: 5,
  /** Something outside the repository. Its dotted name. */
  external: 6,
  /** A method of a built-in thing together with that thing. Dotted name and receiver. */
  method: 7,
  /**
   * A container that no source text allocates: rest parameters, results of built-in calls. Name of
   * its key, and its Shape.
   */
  made: 8,
  /** The prototype of a class or function. Its value. */
  prototype: 9,
  /** More values than a node takes: whoever holds it does not hold them all. No parts. */
  more: 10,
  /** A definition that something wrapped: calling it may run the definition. Its value. */
  wrapped: 11,
} as const;

/**
 * Second part of an instance that only a declared type promises, and of one that stands for a class
 * below it.
 */
export const DECLARED = 1;
export const OVERRIDING = 2;

/** What kind of thing a made container is; decides which built-in methods it has. */
export const Shape = { list: 0, dict: 1, object: 2, promise: 3, partial: 4 } as const;

const OBJECT_KINDS: readonly ObjectFact['kind'][] = [
  'module',
  'function',
  'class',
  'list',
  'dict',
  'object',
  'promise',
  'name',
];

/** Kinds whose parts are values, not names. */
const VALUE_PARTS: ReadonlySet<number> = new Set([
  Value.instance,
  Value.bound,
  Value.super,
  Value.prototype,
  Value.wrapped,
]);

/** Numbers values. Numbers of objects come from names, so they outlive edits of their file. */
export class Values {
  readonly #table = new PairTable(1024);
  /** Per value the file that defines the object and its index there; -1 where there is none. */
  readonly #files = new Ints();
  readonly #indexes = new Ints();
  readonly #prints = new Ints(1024);
  readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  intern(kind: number, a: number, b = -1): number {
    const before = this.#table.size;
    const value = this.#table.intern(a * 16 + kind, b);
    if (value === before) this.#prints.push(this.#printOf(kind, a, b));
    return value;
  }

  /**
   * A number that depends on what the value is, not on when it was first seen: it sorts values the
   * same way in every program.
   */
  print(value: number): number {
    return value < 0 ? value : this.#prints.get(value);
  }

  #printOf(kind: number, a: number, b: number): number {
    const isOfValue = VALUE_PARTS.has(kind);
    const first = isOfValue ? this.print(a) : this.names.print(a);
    const second = isOfValue || kind === Value.method ? this.print(b) : b;
    return scatter(first + kind, second);
  }

  kind(value: number): number {
    return this.#table.first.get(value) & 15;
  }

  a(value: number): number {
    return this.#table.first.get(value) >> 4;
  }

  b(value: number): number {
    return this.#table.second.get(value);
  }

  /**
   * An object of a file. What kind it is belongs to its identity, so that whoever holds it need not
   * ask again.
   */
  object(key: string, kind: ObjectFact['kind']): number {
    return this.intern(Value.object, this.names.intern(key), OBJECT_KINDS.indexOf(kind));
  }

  more(): number {
    return this.intern(Value.more, this.names.intern('()more'));
  }

  instance(ofClass: number): number {
    return this.intern(Value.instance, ofClass);
  }

  /** Says where an object is defined now; a file of -1 says nowhere. */
  place(object: number, file: number, index: number): void {
    this.#files.fillTo(object + 1, -1);
    this.#indexes.fillTo(object + 1, -1);
    this.#files.set(object, file);
    this.#indexes.set(object, index);
  }

  file(object: number): number {
    return object < this.#files.length ? this.#files.get(object) : -1;
  }

  index(object: number): number {
    return object < this.#indexes.length ? this.#indexes.get(object) : -1;
  }
}
