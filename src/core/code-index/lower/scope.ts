import type { Form } from '../forms.ts';
import type { FactsBuilder } from './facts-builder.ts';
import type { ScopeNames } from './survey.ts';

/**
 * The function, or module, whose code is being lowered. Class bodies run in the frame around them.
 */
export interface Frame {
  /** Symbol that calls are made from. */
  symbol: number;
  /** Variable that takes what is returned; -1 at module level. */
  result: number;
  /** What a call of an async function gives: a promise of the result. */
  outcome?: number;
  /** List that takes what is yielded; -1 when the function is no generator. */
  yields: number;
  /** The declared type of the result. */
  resultType?: Form;
  /** Whether the declared type says all of the result; what is returned then adds nothing. */
  isResultDeclared?: boolean;
  /** `this` by its declared class, where the language's compiler looks members up there. */
  ownThis?: number | undefined;
  /** Variable of this, or of the first parameter of a method; -1 for none. */
  self: number;
  /** Class whose member this function is; null for none. */
  owner: Scope | null;
  parent: Frame | null;
  /**
   * Bindings changed since the function began, with the version they had: branches roll back by it.
   */
  journal: { binding: Binding; previous: number }[];
}

/**
 * A name in a scope. Each assignment makes a new version, so that straight-line code sees exactly
 * the value assigned before it; `all` gathers every version for those who read at an unknown time:
 * closures, and everybody when an inner function assigns the name.
 */
export interface Binding {
  name: string;
  scope: Scope;
  /** Version at this point of the text; -1 before the first assignment. */
  current: number;
  versions: number[];
  /** -1 until somebody reads at an unknown time. */
  all: number;
  isPinned: boolean;
  /** Value to look members up on, where that is another one than the name's own. */
  receiver?: number;
  /** Variables at the heads of the loops around this point that assign the name. */
  loopHeads: number[];
}

/** What the names of a scope become members of: a class, namespace or module. */
interface Holder {
  /** The object's index and variable; -1 for none. */
  object: number;
  variable: number;
  /** Names of the members of an enumeration, which are instances of it; null in any other scope. */
  enumMembers: string[] | null;
  /** For namespaces: the variable of all their parts, those of other files too; -1 elsewhere. */
  everywhere: number;
  /** Names and argument counts that methods of the class take exactly; see overloads.ts. */
  exact: ReadonlySet<string>;
  /**
   * Whether the names of a class-like scope are visible within its functions, as in Rust's modules.
   */
  isNamespace: boolean;
  /**
   * For classes that other files may open again: the variable of all their openings; -1 elsewhere.
   */
  reopened: number;
}

export interface Scope {
  kind: 'module' | 'function' | 'class' | 'block';
  parent: Scope | null;
  frame: Frame;
  names: ScopeNames;
  bindings: Map<string, Binding>;
  /** Symbol below which definitions in this scope stand. */
  symbol: number;
  holder: Holder;
  /**
   * For classes that are defined in another file: their path here, before the names of what is
   * added to them.
   */
  below: string;
  /** Variables of the namespaces that `using` opens here. */
  opened: number[];
}

const NO_ARITIES: ReadonlySet<string> = new Set();

export function openScope(
  kind: Scope['kind'],
  { parent, frame, names }: { parent: Scope | null; frame: Frame; names: ScopeNames },
  symbol: number,
): Scope {
  return {
    kind,
    parent,
    frame,
    names,
    bindings: new Map(),
    symbol,
    holder: {
      object: -1,
      variable: -1,
      enumMembers: null,
      everywhere: -1,
      exact: NO_ARITIES,
      isNamespace: false,
      reopened: -1,
    },
    below: '',
    opened: [],
  };
}

/** The binding of a name declared in this very scope. */
export function bindingIn(scope: Scope, name: string): Binding {
  let binding = scope.bindings.get(name);
  if (binding === undefined) {
    binding = {
      name,
      scope,
      current: -1,
      versions: [],
      all: -1,
      isPinned: scope.names.pinned.has(name),
      loopHeads: [],
    };
    scope.bindings.set(name, binding);
  }
  return binding;
}

/**
 * The binding a name means in a scope; null when it is free. Inner functions do not see the names
 * of class bodies.
 */
export function findBinding(from: Scope, name: string): Binding | null {
  if (from.names.globals.has(name)) return bindingIn(outermost(from), name);
  let hasLeftFunction = false;
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    const { declared, seenBy } = scope.names;
    const isSeen = seenBy === 'inside' || (seenBy === 'scope' && !hasLeftFunction);
    if (isSeen && declared.has(name)) return bindingIn(scope, name);
    if (scope.kind === 'function' || scope.kind === 'class') hasLeftFunction = true;
  }
  return null;
}

export function outermost(scope: Scope): Scope {
  let at = scope;
  while (at.parent !== null) at = at.parent;
  return at;
}

/** The variable to read a binding by, from code of a frame. */
export function readBinding(facts: FactsBuilder, binding: Binding, frame: Frame): number {
  const isHere = binding.scope.frame === frame;
  if (isHere && !binding.isPinned && binding.current >= 0) return binding.current;
  if (binding.all < 0) {
    binding.all = facts.variable(facts.originOf(binding.versions[0] ?? -1));
    for (const version of binding.versions) facts.copy(binding.all, version);
  }
  return binding.all;
}

/**
 * Makes a variable the binding's version from here on. Values of -1 are kept: they hide the version
 * before.
 */
export function bindVariable(facts: FactsBuilder, binding: Binding, variable: number): void {
  if (binding.all >= 0) facts.copy(binding.all, variable);
  for (const head of binding.loopHeads) facts.copy(head, variable);
  binding.versions.push(variable);
  binding.scope.frame.journal.push({ binding, previous: binding.current });
  binding.current = variable;
}

/** Moves a binding's current version without a new assignment, as where branches meet. */
export function resetVersion(binding: Binding, variable: number): void {
  binding.scope.frame.journal.push({ binding, previous: binding.current });
  binding.current = variable;
}
