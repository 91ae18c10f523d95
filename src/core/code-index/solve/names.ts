import { Ints } from './ints.ts';
import { PairTable } from './pair-table.ts';

/**
 * Parts a dotted name may have: `a.b.c.d.e`. Loops such as `node = node.next` would make endless
 * ones.
 */
const DEEPEST_NAME = 5;

const LONGEST_WORD = 40;

/** Numbers strings: slots, paths, dotted names. A program keeps one table for its whole life. */
export class Names {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #prints = new Ints(1024);
  readonly #dotted = new PairTable();
  readonly #dottedNames: number[] = [];

  intern(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.length;
    this.#texts.push(text);
    this.#prints.push(0);
    this.#ids.set(text, id);
    return id;
  }

  /** Whether a text may be the name or key of something: short, and without spaces. */
  isWord(id: number): boolean {
    const text = this.text(id);
    return text.length <= LONGEST_WORD && !text.includes(' ') && !text.includes('\n');
  }

  find(text: string): number {
    return this.#ids.get(text) ?? -1;
  }

  /** A number that depends on the text alone. */
  print(id: number): number {
    if (id < 0) return id;
    const known = this.#prints.get(id);
    if (known !== 0) return known;
    const print = printText(this.text(id));
    this.#prints.set(id, print);
    return print;
  }

  text(id: number): string {
    return this.#texts[id] ?? '';
  }

  /**
   * `a.b` of two names, joined once for each pair; -1 when that would have more dots than a name
   * people use.
   */
  join(a: number, b: number): number {
    const before = this.#dotted.size;
    const pair = this.#dotted.intern(a, b);
    if (pair === before) {
      const text = this.text(a);
      const isDeep = text.startsWith('(') || text.split('.').length > DEEPEST_NAME;
      this.#dottedNames.push(isDeep ? -1 : this.intern(`${text}.${this.text(b)}`));
    }
    return this.#dottedNames[pair] ?? -1;
  }
}

function printText(text: string): number {
  let print = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    print = Math.imul(print ^ text.charCodeAt(at), 0x01000193);
  return print === 0 ? 1 : print ^ (print >>> 15);
}

/**
 * Slots with a meaning of their own. None can be written in source, apart from `prototype` and the
 * like.
 */
export class Slots {
  readonly names: Names;
  /** Any element of a container; reads see it for every key. */
  readonly any: number;
  /** What was appended to a list, behind the elements whose places are known. */
  readonly tail: number;
  /** Everything in a container, whatever its key. */
  readonly all: number;
  /** The keys a container has, as texts. */
  readonly keys: number;
  readonly this: number;
  readonly result: number;
  /** Changes when a definition's outline does: see outlines.ts. */
  readonly outline: number;
  readonly subclasses: number;
  /** Of a path: whether there is such a file, or what a configuration says. */
  readonly exists: number;
  readonly configuration: number;
  /** Files that make up a package. */
  readonly files: number;
  /** Methods of a name anywhere in the repository. */
  readonly definitions: number;
  readonly prototype: number;
  readonly parent: number;
  readonly #parameters: number[] = [];
  readonly #bases: number[] = [];
  readonly #elements: number[] = [];

  constructor(names: Names) {
    this.names = names;
    this.any = names.intern('*');
    this.tail = names.intern('()tail');
    this.all = names.intern('()all');
    this.keys = names.intern('()keys');
    this.this = names.intern('()this');
    this.result = names.intern('()return');
    this.outline = names.intern('()outline');
    this.subclasses = names.intern('()subclasses');
    this.exists = names.intern('()exists');
    this.configuration = names.intern('()configuration');
    this.files = names.intern('()files');
    this.definitions = names.intern('()definitions');
    this.prototype = names.intern('prototype');
    this.parent = names.intern('()parent');
  }

  parameter(index: number): number {
    return (this.#parameters[index] ??= this.names.intern(`()${index}`));
  }

  base(index: number): number {
    return (this.#bases[index] ??= this.names.intern(`()base${index}`));
  }

  element(index: number): number {
    return (this.#elements[index] ??= this.names.intern(`[${index}]`));
  }
}
