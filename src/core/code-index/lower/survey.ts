import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import { DEEPEST } from './deepest.ts';
import { hasFlag, isDeclaration, part, textOf } from './form-parts.ts';

/**
 * What one scope declares, found before anything is lowered, because names are visible above their
 * definition.
 */
export interface ScopeNames {
  declared: ReadonlySet<string>;
  /** Declared here and assigned by an inner function: no point in the text decides their value. */
  pinned: ReadonlySet<string>;
  /** Assigned here or in inner scopes without being declared on the way. */
  foreign: ReadonlySet<string>;
  /** Named by Python's `global`. */
  globals: ReadonlySet<string>;
  hasYield: boolean;
  /** Assigned in a scope of the same function, not declared here. */
  assigned: ReadonlySet<string>;
  /** Declared here by definitions, which are visible above them, too. */
  hoisted: ReadonlySet<string>;
  /**
   * Where the names are seen: everywhere inside, only in the code of the very scope (Python's class
   * bodies), or nowhere (members of classes).
   */
  seenBy: 'inside' | 'scope' | 'none';
}

export interface Survey {
  scopes: Map<Form, ScopeNames>;
  /** Names assigned within each loop. */
  loops: Map<Form, Set<string>>;
}

const NONE: ReadonlySet<string> = new Set();

function emptyNames(): ScopeNames {
  return {
    declared: NONE,
    pinned: NONE,
    foreign: NONE,
    globals: NONE,
    hasYield: false,
    assigned: NONE,
    hoisted: NONE,
    seenBy: 'inside',
  };
}

type NameSet = 'declared' | 'pinned' | 'foreign' | 'globals' | 'assigned' | 'hoisted';

/** Most scopes have few of these sets; one is made when its first name comes. */
function addName(names: ScopeNames, set: NameSet, name: string): void {
  const known = names[set];
  if (known === NONE) names[set] = new Set([name]);
  else (known as Set<string>).add(name);
}

/**
 * Where a name is declared: in the innermost scope, in its function, or elsewhere, because it is
 * only assigned.
 */
type Place = 'here' | 'function' | 'assign';

const nameOrPattern = (form: Form): Form | undefined => part(form, 'name') ?? part(form, 'pattern');
const left = (form: Form): Form | undefined => part(form, 'left');

/** The parts of forms that bind names. */
const TARGETS = new Map<string, (form: Form) => Form | undefined>([
  ['parameter', nameOrPattern],
  ['variable', nameOrPattern],
  ['assign', left],
  ['with', left],
  ['catch', left],
  ['arm', left],
]);

type ScopeKind = 'function' | 'class' | 'comprehension' | 'block';

interface Level {
  names: ScopeNames;
  kind: ScopeKind;
  parent: Level | null;
  /** Loops of the same function that are open here. */
  loops: Set<string>[];
}

/** Walks a file once and finds which scope declares which names. */
export function surveyScopes(root: Form, text: string, language: Language): Survey {
  const walk = new SurveyWalk(text, language);
  walk.scope(root, 'function', null);
  return walk.survey;
}

class SurveyWalk {
  readonly survey: Survey = { scopes: new Map(), loops: new Map() };
  readonly #text: string;
  readonly #isBlockScoped: boolean;
  #depth = 0;
  readonly #hasMembersOnly: boolean;
  #level: Level = { names: emptyNames(), kind: 'function', parent: null, loops: [] };

  constructor(text: string, language: Language) {
    this.#text = text;
    this.#isBlockScoped = language.scoping === 'block';
    this.#hasMembersOnly = ['javascript', 'rust', 'go'].includes(language.modules);
  }

  scope(form: Form, kind: ScopeKind, parent: Level | null): void {
    const names = emptyNames();
    const isSameFunction = parent !== null && (kind === 'block' || kind === 'comprehension');
    const level: Level = { names, kind, parent, loops: isSameFunction ? parent.loops : [] };
    const outer = this.#level;
    this.#level = level;
    this.survey.scopes.set(form, names);
    if (kind === 'class') names.seenBy = this.#classNamesSeenBy(form);
    if (form.kind === 'iterate' && hasFlag(form, 'declares'))
      this.#targets(part(form, 'left'), 'here');
    this.#name(part(form, 'own_name'), 'here');
    this.#children(form);
    this.#close(level, isSameFunction);
    this.#level = outer;
  }

  #classNamesSeenBy(form: Form): ScopeNames['seenBy'] {
    if (!this.#hasMembersOnly) return 'scope';
    return form.variant === 'namespace' ? 'inside' : 'none';
  }

  #close(level: Level, isSameFunction: boolean): void {
    const { names, parent } = level;
    for (const name of names.globals) addName(this.#outermost(level).names, 'pinned', name);
    for (const name of names.foreign)
      if (names.declared.has(name)) addName(names, 'pinned', name);
      else if (parent !== null) addName(parent.names, 'foreign', name);
    for (const name of names.assigned) {
      if (names.declared.has(name) || parent === null) continue;
      addName(parent.names, isSameFunction ? 'assigned' : 'foreign', name);
    }
  }

  #outermost(level: Level): Level {
    let at = level;
    while (at.parent !== null) at = at.parent;
    return at;
  }

  #children(form: Form): void {
    for (const child of form.children)
      if (child.kind !== 'name' || child.children.length > 0) this.#visit(child);
  }

  #visit(form: Form): void {
    if (this.#depth >= 2 * DEEPEST) return;
    this.#depth++;
    this.#visitKind(form);
    this.#depth--;
  }

  #visitKind(form: Form): void {
    switch (form.kind) {
      case 'function':
        this.#definition(form, 'function');
        return;
      case 'class':
        this.#definition(form, 'class');
        return;
      case 'extension':
        this.scope(form, 'class', this.#level);
        return;
      case 'comprehension':
        this.scope(form, 'comprehension', this.#level);
        return;
      case 'block':
        if (this.#isBlockScoped) this.scope(form, 'block', this.#level);
        else this.#children(form);
        return;
      case 'export':
        for (const child of form.children) if (child.kind !== 'item') this.#visit(child);
        return;
      case 'iterate':
      case 'loop':
        this.#loop(form);
        return;
      default:
        this.#bindings(form);
        if (form.kind !== 'import' || !hasFlag(form, 'reexport')) this.#children(form);
    }
  }

  #bindings(form: Form): void {
    const targets = TARGETS.get(form.kind);
    if (form.kind === 'variable' && form.variant === 'use') this.#hoist(part(form, 'name'));
    if (targets !== undefined) this.#targets(targets(form), this.#placeOf(form));
    else if (form.kind === 'item') this.#item(form);
    else if (form.kind === 'import') this.#import(form);
    else if (form.kind === 'global') this.#global(form);
    else if (form.kind === 'yield') this.#functionLevel().names.hasYield = true;
  }

  /** Where the targets of a form are declared. */
  #placeOf(form: Form): Place {
    if (form.kind === 'parameter') return 'here';
    if (form.kind === 'variable') return form.variant === 'var' ? 'function' : 'here';
    if (!this.#isBlockScoped) return 'function';
    return form.kind === 'assign' || form.kind === 'with' ? 'assign' : 'here';
  }

  #import(form: Form): void {
    let hasNames = false;
    for (const child of form.children) {
      if (child.kind === 'star' && !hasFlag(form, 'reexport'))
        this.#name(part(child, 'alias'), 'here');
      if (child.kind === 'star' || child.kind === 'item') hasNames = true;
    }
    if (!hasNames) this.#wholeModule(form);
  }

  #definition(form: Form, kind: 'function' | 'class'): void {
    if (isDeclaration(form)) this.#hoist(part(form, 'name'));
    this.scope(form, kind, this.#level);
  }

  #hoist(name: Form | undefined): void {
    if (name === undefined) return;
    this.#name(name, 'here');
    addName(this.#level.names, 'hoisted', textOf(this.#text, name));
  }

  #loop(form: Form): void {
    const names = new Set<string>();
    this.survey.loops.set(form, names);
    if (this.#isBlockScoped) {
      const outer = this.#level;
      const loops = outer.loops;
      outer.loops = [...loops, names];
      this.#iterateTargets(form);
      this.scope(form, 'block', outer);
      outer.loops = loops;
      return;
    }
    const level = this.#functionLevel();
    const loops = level.loops;
    const isPython = this.#level === level || this.#level.kind !== 'comprehension';
    if (isPython) level.loops = [...loops, names];
    this.#iterateTargets(form);
    this.#children(form);
    level.loops = loops;
  }

  #iterateTargets(form: Form): void {
    if (form.kind !== 'iterate') return;
    if (!this.#isBlockScoped) this.#targets(part(form, 'left'), 'here');
    else if (!hasFlag(form, 'declares')) this.#targets(part(form, 'left'), 'assign');
  }

  #wholeModule(form: Form): void {
    const source = part(form, 'source');
    if (source === undefined) return;
    const dotted = textOf(this.#text, source);
    this.#declare(dotted.split('.')[0] ?? dotted, 'here');
  }

  #item(form: Form): void {
    const alias = part(form, 'alias');
    if (alias !== undefined) {
      this.#name(alias, 'here');
      return;
    }
    const name = part(form, 'name');
    const dotted = name === undefined ? textOf(this.#text, form) : textOf(this.#text, name);
    const dot = dotted.indexOf('.');
    this.#declare(dot < 0 ? dotted : dotted.slice(0, dot), 'here');
  }

  #global(form: Form): void {
    const names = this.#level.names;
    const isGlobal = this.#text.startsWith('global', form.start);
    for (const child of form.children) {
      const name = textOf(this.#text, child);
      addName(names, 'foreign', name);
      if (isGlobal) {
        addName(names, 'globals', name);
        addName(this.#outermost(this.#level).names, 'declared', name);
      }
    }
  }

  /** Binds every name in an assignment target, however deep in tuples and stars. */
  #targets(form: Form | undefined, where: Place): void {
    if (form === undefined) return;
    if (form.kind === 'name') this.#name(form, where);
    else if (form.variant === 'default') this.#targets(part(form, 'left'), where);
    else if (
      form.kind === 'pattern' ||
      form.kind === 'list' ||
      form.kind === 'spread' ||
      form.kind === 'group' ||
      form.kind === 'either'
    )
      this.#parts(form, where);
    else if (form.kind === 'pair') this.#targets(part(form, 'value') ?? part(form, 'key'), where);
  }

  #parts(form: Form, where: Place): void {
    for (const child of form.children) if (child.role !== 'type') this.#targets(child, where);
  }

  #name(form: Form | undefined, where: Place): void {
    if (form !== undefined) this.#declare(textOf(this.#text, form), where);
  }

  #declare(name: string, where: Place): void {
    for (const loop of this.#level.loops) loop.add(name);
    if (where === 'assign') {
      addName(this.#level.names, 'assigned', name);
      return;
    }
    const level = where === 'function' ? this.#functionLevel() : this.#level;
    if (!level.names.foreign.has(name) || where === 'here') addName(level.names, 'declared', name);
  }

  #functionLevel(): Level {
    let level = this.#level;
    while ((level.kind === 'block' || level.kind === 'comprehension') && level.parent !== null)
      level = level.parent;
    return level;
  }
}
