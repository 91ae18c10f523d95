/**
 * The kinds of definitions in the index. Anonymous functions are `function` with an empty name.
 */
export const SYMBOL_KINDS = [
  'module',
  'namespace',
  'class',
  'interface',
  'struct',
  'trait',
  'enum',
  'enum_member',
  'type',
  'function',
  'method',
  'constructor',
  'field',
  'variable',
  'constant',
  'macro',
] as const;
export type SymbolKind = (typeof SYMBOL_KINDS)[number];

/**
 * A definition in one file. Lines count from 1, columns from 0 in UTF-16 units; both point at the
 * name (at the start for a nameless one).
 */
export interface SymbolFact {
  name: string;
  /**
   * Path inside the file: `Class.method`; empty for the module. Nameless functions are
   * `outer.<anonymous>`. A second definition with the same path gets `~2`, so that the path
   * identifies the symbol within its file and survives moved lines.
   */
  path: string;
  kind: SymbolKind;
  line: number;
  column: number;
  /** Last line of the whole definition. */
  endLine: number;
  /** First line of the whole definition, decorators included. */
  startLine: number;
  /** Index of the enclosing symbol in the same file; -1 for the module. */
  parent: number;
  /** First line of the definition without its body, at most 200 characters. */
  signature: string;
}

export const EDGE_KINDS = ['calls', 'imports', 'inherits'] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** `certain` edges follow from bindings; `possible` ones are guesses that are kept apart. */
export type Tier = 'certain' | 'possible';

/**
 * How an edge was found: `scope` a name bound in the same file, `import` a name bound by an import,
 * `self` through this/self/super and the class hierarchy, `type` a receiver of known type
 * (annotation, constructor, field, return), `flow` a value followed through arguments, containers
 * or closures, `callback` a function handed to something that calls it, `hierarchy` an override
 * below an interface or abstract receiver, `name` the only definition of that name, `wrapped` a
 * name whose definition was wrapped (`@timed def work`, `const Row = memo(RowImpl)`): what is put
 * around it, the name itself, and what is inside.
 */
export const EDGE_REASONS = [
  'scope',
  'import',
  'self',
  'type',
  'flow',
  'callback',
  'hierarchy',
  'name',
  'wrapped',
] as const;
export type EdgeReason = (typeof EDGE_REASONS)[number];

/**
 * A symbol anywhere in the repository: `<file>#<path in the file>`, for example
 * `src/a.ts#Box.open`. Modules are `src/a.ts#`.
 */
export type SymbolKey = string;

export function symbolKey(file: string, path: string): SymbolKey {
  return `${file}#${path}`;
}

export interface Edge {
  /** Index of the symbol in the file the edge starts from. */
  from: number;
  to: SymbolKey;
  kind: EdgeKind;
  tier: Tier;
  reason: EdgeReason;
  /** 1-based line of the call, import or base. */
  line: number;
}

/** A call whose target the index cannot name: kept and counted, never dropped. */
export interface Sink {
  from: number;
  line: number;
  /** What is called, as written, at most 80 characters. */
  callee: string;
  /**
   * `external` leads out of the repository, `dynamic` depends on values that were not followed,
   * `builtin` belongs to the language, `limit` has more targets than are followed, some of which
   * may be edges.
   */
  reason: 'external' | 'dynamic' | 'builtin' | 'limit';
}
