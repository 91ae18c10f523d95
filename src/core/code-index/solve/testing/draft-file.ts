import { type CallSite, writeCall } from '../../call-site.ts';
import { type Language, languageSchema } from '../../conventions.ts';
import { type FileFacts, type ImportFact, type ObjectFact, Op, Origin } from '../../facts.ts';
import type { SymbolFact } from '../../symbols.ts';

/** Languages for tests that need no grammar. */
export function testLanguage(changes: Partial<Language> = {}): Language {
  return languageSchema.parse({
    id: 'python',
    name: 'Python',
    extensions: ['.py'],
    grammar: 'none',
    modules: 'python',
    scoping: 'function',
    receiver: 'first_parameter',
    constructors: ['__init__'],
    ...changes,
  });
}

export interface DraftFunction {
  variable: number;
  object: number;
  symbol: number;
  parameters: number[];
  result: number;
}

/**
 * Writes the facts of one file by hand, for tests. Variables are numbers; every definition gets a
 * symbol.
 */
export class DraftFile {
  readonly path: string;
  readonly module: number;
  readonly #language: string;
  readonly #symbols: SymbolFact[] = [];
  readonly #objects: ObjectFact[] = [];
  readonly #imports: ImportFact[] = [];
  readonly #origins: number[] = [];
  readonly #code: number[] = [];
  readonly #calls: number[] = [];
  readonly #strings: string[] = [];
  #lineNumber = 0;

  constructor(path: string, language = 'python') {
    this.path = path;
    this.#language = language;
    this.#addSymbol('', '', 'module', -1);
    this.module = this.variable(Origin.scope);
    this.#addObject({ kind: 'module', symbol: 0, key: '', variable: this.module });
  }

  variable(origin: number = Origin.scope): number {
    return this.#origins.push(origin) - 1;
  }

  function(
    path: string,
    parameters: readonly string[] = [],
    options: { owner?: number; line?: number } = {},
  ): DraftFunction {
    const symbol = this.#addSymbol(path.split('.').at(-1) ?? '', path, 'function', 0);
    const variable = this.variable();
    const variables = parameters.map(() => this.variable(Origin.parameter));
    const result = this.variable(Origin.temporary);
    const object = this.#addObject({
      kind: 'function',
      symbol,
      key: path,
      variable,
      function: {
        parameters: parameters.map((name, index) => ({
          name: name.replaceAll('*', ''),
          variable: variables[index] ?? -1,
          kind: name.startsWith('**') ? 'keywords' : name.startsWith('*') ? 'rest' : 'positional',
        })),
        self: -1,
        result,
        owner: options.owner ?? -1,
        isStatic: false,
        isClassMethod: false,
        isGetter: false,
        isSetter: false,
        isConstructor: path.endsWith('__init__'),
        isAbstract: false,
        isArrow: false,
      },
    });
    return { variable, object, symbol, parameters: variables, result };
  }

  /** A function that is a name of the module. */
  define(name: string, parameters: readonly string[] = []): DraftFunction {
    const made = this.function(name, parameters);
    this.store(this.module, name, made.variable);
    return made;
  }

  /** A class of the module with methods that take `self`. */
  class(name: string, bases: readonly number[] = [], methods: readonly string[] = []) {
    const symbol = this.#addSymbol(name, name, 'class', 0);
    const variable = this.variable();
    const object = this.#addObject({
      kind: 'class',
      symbol,
      key: name,
      variable,
      class: {
        bases: bases.map((base) => ({ variable: base, line: this.#line() })),
        members: [...methods],
        isInterface: false,
        isAbstract: false,
        typeParameters: [],
      },
    });
    this.store(this.module, name, variable);
    const made = methods.map((method) => {
      const fact = this.function(`${name}.${method}`, ['self', 'value'], { owner: object });
      this.store(variable, method, fact.variable);
      return fact;
    });
    return { variable, object, symbol, methods: made };
  }

  container(kind: 'list' | 'dict' | 'object', key: string): number {
    const variable = this.variable(Origin.temporary);
    this.#addObject({ kind, symbol: -1, key, variable });
    return variable;
  }

  import(source: string, name: string): number {
    const variable = this.variable(Origin.import);
    const fact: ImportFact = {
      source,
      name,
      from: 0,
      line: this.#line(),
      isReexport: false,
      isTypeOnly: false,
    };
    this.emit(Op.import, variable, this.#imports.push(fact) - 1);
    return variable;
  }

  copy(to: number, from: number): void {
    this.emit(Op.copy, to, from);
  }

  load(object: number, name: string): number {
    const variable = this.variable(Origin.temporary);
    this.emit(Op.load, variable, object, this.string(name));
    return variable;
  }

  store(object: number, name: string, value: number): void {
    this.emit(Op.store, object, this.string(name), value);
  }

  emit(operation: number, a: number, b: number, c = 0): void {
    this.#code.push(operation, a, b, c);
  }

  /** Calls a variable from a symbol; returns the result's variable. */
  call(caller: number, callee: number, args: readonly number[] = []): number {
    return this.site({ caller, callee, arguments: args.map(plain) });
  }

  method(caller: number, receiver: number, name: string, args: readonly number[] = []): number {
    return this.site({
      caller,
      receiver,
      property: this.string(name),
      arguments: args.map(plain),
    });
  }

  site(site: Partial<CallSite>): number {
    const result = this.variable(Origin.temporary);
    const offset = writeCall(this.#calls, {
      line: this.#line(),
      column: 0,
      caller: 0,
      callee: -1,
      receiver: -1,
      property: -1,
      result,
      text: this.string('call'),
      isNew: false,
      isImplied: false,
      arguments: [],
      keywords: [],
      ...site,
    });
    this.emit(Op.call, result, offset);
    return result;
  }

  string(text: string): number {
    const known = this.#strings.indexOf(text);
    return known >= 0 ? known : this.#strings.push(text) - 1;
  }

  facts(): FileFacts {
    return {
      path: this.path,
      language: this.#language,
      lines: this.#lineNumber,
      module: this.path.replace(/\.\w+$/, '').replaceAll('/', '.'),
      package: '',
      symbols: this.#symbols,
      objects: this.#objects,
      imports: this.#imports,
      variableCount: this.#origins.length,
      origins: Uint8Array.from(this.#origins),
      code: Int32Array.from(this.#code),
      calls: Int32Array.from(this.#calls),
      strings: this.#strings,
    };
  }

  #line(): number {
    return ++this.#lineNumber;
  }

  #addSymbol(name: string, path: string, kind: SymbolFact['kind'], parent: number): number {
    const line = this.#line();
    const place = { line, column: 0, endLine: line, startLine: line };
    return this.#symbols.push({ name, path, kind, ...place, parent, signature: name }) - 1;
  }

  #addObject(fact: ObjectFact): number {
    const index = this.#objects.push(fact) - 1;
    this.emit(Op.alloc, fact.variable, index);
    return index;
  }
}

function plain(variable: number): { variable: number; isSpread: boolean } {
  return { variable, isSpread: false };
}
