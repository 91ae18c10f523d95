import { type CallSite, writeCall } from '../call-site.ts';
import { type FileFacts, type ImportFact, type ObjectFact, Op, Origin } from '../facts.ts';
import type { SymbolFact } from '../symbols.ts';

/** Room for 512 instructions; it doubles when a file needs more. */
const FIRST_CODE = 2048;

/**
 * Collects the packed facts of one file while it is lowered. A variable of -1 stands for a value
 * nobody follows; instructions on it are dropped.
 */
export class FactsBuilder {
  readonly symbols: SymbolFact[] = [];
  readonly objects: ObjectFact[] = [];
  readonly imports: ImportFact[] = [];
  #code = new Int32Array(FIRST_CODE);
  #codeLength = 0;
  readonly #calls: number[] = [];
  readonly #strings: string[] = [];
  readonly #stringIds = new Map<string, number>();
  readonly #origins: number[] = [];
  readonly #paths = new Map<string, number>();
  readonly #containers = new Map<string, number>();

  variable(origin: number = Origin.temporary): number {
    return this.#origins.push(origin) - 1;
  }

  originOf(variable: number): number {
    return this.#origins[variable] ?? Origin.temporary;
  }

  string(text: string): number {
    const known = this.#stringIds.get(text);
    if (known !== undefined) return known;
    const id = this.#strings.push(text) - 1;
    this.#stringIds.set(text, id);
    return id;
  }

  /** The text a string's number stands for. */
  text(id: number): string {
    return this.#strings[id] ?? '';
  }

  emit(operation: number, a: number, b: number, c = 0): void {
    const at = this.#codeLength;
    if (at === this.#code.length) this.#growCode();
    this.#code[at] = operation;
    this.#code[at + 1] = a;
    this.#code[at + 2] = b;
    this.#code[at + 3] = c;
    this.#codeLength = at + 4;
  }

  #growCode(): void {
    const larger = new Int32Array(this.#code.length * 2);
    larger.set(this.#code);
    this.#code = larger;
  }

  copy(target: number, source: number): void {
    if (target >= 0 && source >= 0 && target !== source) this.emit(Op.copy, target, source);
  }

  load(object: number, slot: string, origin: number = Origin.temporary): number {
    if (object < 0) return -1;
    const target = this.variable(origin);
    this.emit(Op.load, target, object, this.string(slot));
    return target;
  }

  store(object: number, slot: string, value: number): void {
    if (object >= 0 && value >= 0) this.emit(Op.store, object, this.string(slot), value);
  }

  /** The one-operand operations that make a value of another: element, await, instance. */
  derive(operation: number, source: number, origin: number = Origin.temporary): number {
    if (source < 0) return -1;
    const target = this.variable(origin);
    this.emit(operation, target, source);
    return target;
  }

  /** Variable of the result of the call that was added last. */
  lastResult = -1;

  call(site: CallSite): void {
    this.lastResult = site.result;
    const offset = writeCall(this.#calls, site);
    if (site.result >= 0) this.emit(Op.call, site.result, offset);
  }

  /** Adds a symbol and makes its path unique within the file. */
  symbol(fact: Omit<SymbolFact, 'path'>, path: string): number {
    const seen = (this.#paths.get(path) ?? 0) + 1;
    this.#paths.set(path, seen);
    return this.symbols.push({ ...fact, path: seen === 1 ? path : `${path}~${seen}` }) - 1;
  }

  object(fact: ObjectFact): number {
    const index = this.objects.push(fact) - 1;
    this.emit(Op.alloc, fact.variable, index);
    return index;
  }

  /**
   * Lets a variable hold, beside its values, the definition that it is what became of: that of an
   * object, or of a name that holds the result of a call.
   */
  wrap(variable: number, index: number, result = -1): void {
    if (variable >= 0) this.emit(Op.wrap, variable, index, result + 1);
  }

  /** Stands for the variable of a symbol where no object does; returns its index. */
  nameObject(symbol: number): number {
    const key = `${this.symbols[symbol]?.path ?? ''}()name`;
    return this.objects.push({ kind: 'name', symbol, key, variable: this.variable() }) - 1;
  }

  /** A fresh list, dict or object literal below the symbol with this path; returns its variable. */
  container(kind: 'list' | 'dict' | 'object' | 'promise', enclosingPath: string): number {
    const key = this.containerKey(enclosingPath);
    const variable = this.variable();
    this.object({ kind, symbol: -1, key, variable });
    return variable;
  }

  /** The key of one more object without a symbol below the symbol with this path. */
  containerKey(enclosingPath: string): string {
    const count = this.#containers.get(enclosingPath) ?? 0;
    this.#containers.set(enclosingPath, count + 1);
    return `${enclosingPath}[]${count}`;
  }

  finish(
    file: Pick<FileFacts, 'path' | 'language' | 'lines' | 'module' | 'package' | 'starNames'>,
  ): FileFacts {
    return {
      ...file,
      symbols: this.symbols,
      objects: this.objects,
      imports: this.imports,
      variableCount: this.#origins.length,
      origins: Uint8Array.from(this.#origins),
      code: this.#code.slice(0, this.#codeLength),
      calls: new Int32Array(this.#calls),
      strings: this.#strings,
    };
  }
}
