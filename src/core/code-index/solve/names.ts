import { PairTable } from './pair-table.ts';

/** Numbers strings: slots, paths, dotted names. A program keeps one table for its whole life. */
export class Names {
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [];
  private readonly dotted = new PairTable();
  private readonly dottedNames: number[] = [];

  intern(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.texts.push(text);
    this.ids.set(text, id);
    return id;
  }

  find(text: string): number {
    return this.ids.get(text) ?? -1;
  }

  text(id: number): string {
    return this.texts[id] ?? '';
  }

  /** `a.b` of two names, joined once for each pair. */
  join(a: number, b: number): number {
    const before = this.dotted.size;
    const pair = this.dotted.intern(a, b);
    if (pair === before) this.dottedNames.push(this.intern(`${this.text(a)}.${this.text(b)}`));
    return this.dottedNames[pair] ?? -1;
  }
}

/** Slots with a meaning of their own. None can be written in source, apart from `prototype` and the like. */
export class Slots {
  readonly names: Names;
  /** Any element of a container; reads see it for every key. */
  readonly any: number;
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
  private readonly parameters: number[] = [];
  private readonly bases: number[] = [];
  private readonly elements: number[] = [];

  constructor(names: Names) {
    this.names = names;
    this.any = names.intern('*');
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
    return (this.parameters[index] ??= this.names.intern(`()${index}`));
  }

  base(index: number): number {
    return (this.bases[index] ??= this.names.intern(`()base${index}`));
  }

  element(index: number): number {
    return (this.elements[index] ??= this.names.intern(`[${index}]`));
  }
}
