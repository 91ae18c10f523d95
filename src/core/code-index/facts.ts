import type { SymbolFact } from './symbols.ts';

/**
 * What one file says, independent of every other file: its definitions, the objects it creates, and
 * how values move between its variables. The solver joins the facts of all files.
 *
 * Names are resolved to variables while the facts are made, because scoping is lexical: every
 * binding of every scope, and every intermediate value, is a numbered variable of the file.
 * Closures need nothing more; an inner function refers to the outer variable.
 */
export interface FileFacts {
  path: string;
  language: string;
  lines: number;
  /** Dotted module name by which people call this file: `pkg.mod`, `src.a`. */
  module: string;
  /**
   * The package this file's top-level definitions also belong to, where a language has packages
   * wider than a file (`go:dir`, `java:com.acme`, `c:`); '' where a file is its own module.
   */
  package: string;
  /** symbols[0] is the module. */
  symbols: SymbolFact[];
  /** objects[0] is the module object. */
  objects: ObjectFact[];
  imports: ImportFact[];
  /**
   * What importing everything from this file brings, where the file lists it (`__all__`); absent:
   * whatever is public.
   */
  starNames?: string[];
  variableCount: number;
  /** Per variable an Origin: how a call through it was found. */
  origins: Uint8Array;
  /** Instructions, four numbers each: operation, a, b, c. See Op. */
  code: Int32Array;
  /** Call sites, packed; see writeCall in call-site.ts. */
  calls: Int32Array;
  strings: string[];
}

/** How a variable came by its value; decides the reason an edge is given. */
export const Origin = {
  temporary: 0,
  scope: 1,
  import: 2,
  self: 3,
  type: 4,
  parameter: 5,
  super: 6,
} as const;

/**
 * `a`, `b`, `c` are variables (v), objects (o), strings (s), imports (i) or call offsets (k). A
 * slot name is a member name, `[key]` for a constant key or index, `*` for any element, `<0>` for
 * the first type argument.
 */
export const Op = {
  /** v ← the object o */
  alloc: 1,
  /**
   * v ⊇ v; with c = 1 only where no object flows into the first by other ways, as an annotation
   * promises one
   */
  copy: 2,
  /** v ⊇ v.s; looks through instance, class and bases, and binds methods to their receiver */
  load: 3,
  /** v.s ⊇ v */
  store: 4,
  /** v ← result of call k */
  call: 5,
  /**
   * v ⊇ instances of the classes in v, as a type annotation promises, or, when c is 1, as a literal
   * makes
   */
  instance: 6,
  /** v ⊇ whatever the name s means outside this file: star imports, package, builtins */
  free: 7,
  /** v ⊇ import i */
  import: 8,
  /** v ← what `super` means in class object b (an o) with receiver c (a v, or -1) */
  super: 9,
  /** v ← the text s, so that it can serve as a key */
  text: 10,
  /** v ⊇ what iterating over v yields */
  element: 11,
  /** v ⊇ what awaiting v yields */
  await: 12,
  /** v ⊇ v[v]: a key known only as a value */
  loadKey: 13,
  /** v[v] ⊇ v */
  storeKey: 14,
  /** all slots of v (a) ⊇ all slots of v (b): spread, Object.assign, update */
  merge: 15,
  /**
   * v was read as a member by the symbol with index b on line c: where that runs a getter, it is a
   * call
   */
  read: 16,
  /** v.s ⊇ v, as the type declared for the member promises */
  declare: 17,
  /** as store, where what a compiler believes of instances outweighs what is written to them */
  write: 18,
  /**
   * the elements of list v (a) by position are the fields of the classes in v (b): `struct command
   * c = { "add", run }`
   */
  positions: 19,
  /** v ← the object o as what something wrapped; with c > 0 the call's result is variable c - 1 */
  wrap: 20,
} as const;

export type ParameterKind = 'positional' | 'keyword' | 'rest' | 'keywords';

export interface ParameterFact {
  name: string;
  variable: number;
  kind: ParameterKind;
  /**
   * How many parameters the declared type says a function has that is handed in here. What they are
   * given is in the slots `()give<i>.<j>` of the function with this parameter, the i-th.
   */
  expects?: number;
  /** Whether that type also says what `this` is; see the slot `()give<i>.this`. */
  expectsThis?: boolean;
}

export interface ObjectFact {
  /**
   * A `promise` holds under `*` what awaiting it yields. A `name` is no value: it stands for a
   * variable that holds what a call made of a definition.
   */
  kind: 'module' | 'function' | 'class' | 'list' | 'dict' | 'object' | 'promise' | 'name';
  /** Index into symbols; -1 for containers. */
  symbol: number;
  /**
   * Identity across files and edits: the symbol's path, or `<enclosing path>[]<n>` for the n-th
   * container in it.
   */
  key: string;
  /**
   * The variable that holds the object in its defining scope; stores through it are its members.
   */
  variable: number;
  function?: FunctionFact;
  class?: ClassFact;
}

export interface FunctionFact {
  parameters: ParameterFact[];
  /**
   * Variable of this/self when it is not an ordinary parameter (JavaScript, Java, …); -1 otherwise.
   */
  self: number;
  /** Everything returned flows here. A generator returns a list whose `*` is what it yields. */
  result: number;
  /** Index of the class object it is a member of; -1 for none. */
  owner: number;
  isStatic: boolean;
  isClassMethod: boolean;
  /** Reading the member calls it. */
  isGetter: boolean;
  isSetter: boolean;
  isConstructor: boolean;
  /** No body: interface member, abstract method, overload, declaration. */
  isAbstract: boolean;
  /** Keeps the `this` of its surroundings. */
  isArrow: boolean;
}

/** How a function takes what it is called on and handed. */
export type Receiving = Pick<FunctionFact, 'parameters' | 'self' | 'isStatic'>;

export interface ClassFact {
  /**
   * Variables of the base expressions, in order; some languages put bases before the class itself
   * (Ruby's prepend).
   */
  bases: { variable: number; line: number; isBefore?: boolean }[];
  /** Names defined in the body. */
  members: string[];
  /** Fields whose declared type says all of their values: what is assigned to them adds nothing. */
  declaredFields?: string[];
  isInterface: boolean;
  isAbstract: boolean;
  /** Names of type parameters, in order. */
  typeParameters: string[];
}

export interface ImportFact {
  /** As written: `..pkg.mod`, `./a`, `react`, `std::io`, `com.acme.Box`, `stdio.h`. */
  source: string;
  /** The imported name; '' for the module itself, `*` for everything. */
  name: string;
  /** Index of the symbol in which it stands. */
  from: number;
  line: number;
  /** Where a star or re-export puts the names: the importing module's own slots. */
  isReexport: boolean;
  /** Only needed while type checking; no module is loaded. */
  isTypeOnly: boolean;
}
