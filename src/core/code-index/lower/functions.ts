import { type FunctionFact, type ObjectFact, Origin } from '../facts.ts';
import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import type { SymbolKind } from '../symbols.ts';
import { applyDecorators, readMarkers, takeDecorators } from './decorators.ts';
import { hasFlag, isDeclaration, part, textOf } from './form-parts.ts';
import { hasLinkage, linkedName, readLinked, storeLinked } from './linkage.ts';
import { lowerSignature } from './javascript/declared-types.ts';
import { constraintsOf } from './javascript/declared-values.ts';
import { declareTypeParameters } from './javascript/type-parameters.ts';
import { declareMethod } from './javascript/fields.ts';
import type { Lowering } from './lowering.ts';
import { MACROS, packageVariable } from './namespaces.ts';
import { hasArities, storeOverload } from './overloads.ts';
import { assignName } from './patterns.ts';
import { lowerParameters, readGiven } from './parameters.ts';
import { openSelf } from './receivers.ts';
import { lowerBody, promiseOf, promiseResult } from './results.ts';
import { bindingIn, bindVariable, type Frame, openScope, type Scope } from './scope.ts';
import { addSymbol, classNameOf, enclosingPath } from './symbols.ts';

/**
 * Lowers a function and returns the variable of what its name is bound to, after its decorators.
 */
export function lowerFunction(lowering: Lowering, form: Form, givenName?: Form): number {
  if (!SHARED.has(form.variant)) return lowerDefinition(lowering, form, givenName);
  // A form may stand in two places of a shaped tree: as an argument, and as what the called
  // function calls.
  const key = `lambda ${form.start}`;
  const known = lowering.names.free.get(key);
  if (known !== undefined) return known;
  const variable = lowerDefinition(lowering, form, givenName);
  lowering.names.free.set(key, variable);
  return variable;
}

const SHARED = new Set(['lambda', 'block']);

function lowerDefinition(lowering: Lowering, form: Form, givenName?: Form): number {
  if (form.variant === 'call' || form.variant === 'construct')
    return lowerSignature(lowering, form);
  const decorators = takeDecorators(lowering, form);
  const nameForm = part(form, 'name') ?? givenName;
  const name = nameForm === undefined ? '' : textOf(lowering.text, nameForm);
  const owner = ownerOf(lowering.scope);
  const object = openObject(lowering, form, name, { nameForm, decorators });
  const around = object.symbol < 0 ? lowering.frame.symbol : object.symbol;
  const frame = openFrame(lowering, form, around, owner);
  const fact: FunctionFact = {
    ...describeFunction(lowering, form, readMarkers(lowering, decorators)),
    result: frame.outcome ?? frame.result,
    owner: owner?.holder.object ?? -1,
    isConstructor: form.variant === 'constructor' || isConstructorName(lowering, name, owner),
  };
  object.function = fact;
  lowerInside(lowering, form, fact, frame);
  if (isDeclaration(form)) declareMethod(lowering, owner, name);
  const bound = applyDecorators(lowering, decorators, object.variable);
  if (bound !== object.variable) lowering.facts.wrap(bound, lowering.facts.objects.indexOf(object));
  if (isDeclaration(form) && name !== '') placeFunction(lowering, form, fact, { name, bound });
  return bound;
}

/** Adds the function's symbol and object. */
function openObject(
  lowering: Lowering,
  form: Form,
  name: string,
  parts: { nameForm: Form | undefined; decorators: readonly Form[] },
): ObjectFact {
  const { facts } = lowering;
  const symbol = SYMBOLLESS.has(form.variant)
    ? -1
    : addSymbol(lowering, { name, kind: functionKind(lowering, form, name) }, form, parts);
  const key = facts.symbols[symbol]?.path ?? facts.containerKey(enclosingPath(lowering));
  const variable = facts.variable(Origin.scope);
  const object: ObjectFact = { kind: 'function', symbol, key, variable };
  facts.object(object);
  return object;
}

/**
 * Puts a function where its name is looked for: in its scope, among the overloads of its class, or
 * where a linker joins names.
 */
function placeFunction(
  lowering: Lowering,
  form: Form,
  fact: FunctionFact,
  { name, bound }: { name: string; bound: number },
): void {
  if (hasLinkage(lowering)) linkFunction(lowering, form, name, bound);
  if (form.variant === 'macro' && lowering.language.modules === 'rust')
    lowering.facts.store(packageVariable(lowering, MACROS), name, bound);
  if (form.role === 'prototype' || hasFlag(form, 'declaration')) return;
  const isMethod = ownerOf(lowering.scope) !== null && hasArities(lowering.language);
  if (isMethod && !fact.isGetter) storeOverload(lowering, { form, name, variable: bound }, fact);
  else declareFunction(lowering, name, fact, bound);
}

/**
 * Functions whose code belongs to the one around (blocks), and methods that no text defines
 * (accessors).
 */
const SYMBOLLESS = new Set(['block', 'hidden']);

/**
 * The class whose member a function in this scope is; namespaces have no members that receive
 * anything.
 */
function ownerOf(scope: Scope): Scope | null {
  const isSpace =
    scope.holder.everywhere >= 0 || scope.holder.isNamespace || scope.names.seenBy === 'inside';
  return scope.kind === 'class' && !isSpace ? scope : null;
}

/** A definition is offered to all files; a prototype holds what they define, beside itself. */
function linkFunction(lowering: Lowering, form: Form, name: string, variable: number): void {
  const { facts, scope } = lowering;
  addMember(lowering, name);
  if (form.role !== 'prototype') {
    if (!hasFlag(form, 'private') && form.variant !== 'macro')
      storeLinked(lowering, linkedName(lowering, name), variable);
    return;
  }
  const either = facts.variable(Origin.import);
  facts.copy(either, variable);
  if (!hasFlag(form, 'private'))
    facts.copy(either, readLinked(lowering, linkedName(lowering, name)));
  if (scope.kind === 'class') facts.store(scope.holder.variable, name, either);
  else bindDefinition(lowering, name, either);
}

/**
 * Members that are only declared in the body, or only defined outside of it, are members all the
 * same.
 */
function addMember({ facts, scope }: Lowering, name: string): void {
  const members =
    scope.kind === 'class' ? facts.objects[scope.holder.object]?.class?.members : undefined;
  if (members !== undefined && !members.includes(name)) members.push(name);
}

function describeFunction(
  lowering: Lowering,
  form: Form,
  markers: ReadonlySet<string>,
): FunctionFact {
  const hasNoBody =
    (part(form, 'body') === undefined && part(form, 'result') === undefined) ||
    isStub(lowering, form);
  return {
    parameters: [],
    self: -1,
    result: -1,
    owner: -1,
    isStatic: hasFlag(form, 'static') || markers.has('staticmethod'),
    isClassMethod: hasFlag(form, 'class_method') || markers.has('classmethod'),
    isGetter: hasFlag(form, 'getter') || markers.has('property'),
    isSetter: hasFlag(form, 'setter') || markers.has('setter'),
    isConstructor: false,
    isAbstract: hasFlag(form, 'abstract') || markers.has('abstractmethod') || hasNoBody,
    isArrow: form.variant === 'lambda',
  };
}

const STUB = /^(?:\.\.\.|raise\s+NotImplementedError\b.*)$/s;

/** A method of Python that only says what others have: `...`, `raise NotImplementedError`. */
function isStub(lowering: Lowering, form: Form): boolean {
  const body = lowering.language.id === 'python' ? part(form, 'body') : undefined;
  if (body === undefined || ownerOf(lowering.scope) === null) return false;
  const comment = body.children.findLast(({ kind }) => kind === 'comment' || kind === 'docstring');
  const from = comment === undefined ? body.start : comment.end;
  return STUB.test(lowering.text.slice(from, body.end).trim());
}

/**
 * Accessors of one property, and overloads, are members beside each other; any other definition
 * replaces the one before.
 */
function declareFunction(
  lowering: Lowering,
  name: string,
  fact: FunctionFact,
  variable: number,
): void {
  const { scope, facts } = lowering;
  if (lowering.language.modules === 'ruby' && fact.isStatic && scope.kind === 'class') {
    // Methods of the class itself do not meet those of its instances.
    addMember(lowering, `self.${name}`);
    facts.store(scope.holder.variable, `self.${name}`, variable);
    return;
  }
  const isBeside = fact.isSetter || mayOverload(lowering.language);
  if (scope.kind === 'class' && isBeside) facts.store(scope.holder.variable, name, variable);
  else bindDefinition(lowering, name, variable);
}

/** Families whose parameters' defaults are evaluated when the function is called. */
const DEFAULTS_INSIDE: ReadonlySet<string> = new Set(['javascript', 'ruby']);

/**
 * Whether several functions of one name live beside each other, to be chosen by their parameters.
 */
function mayOverload(language: Language): boolean {
  return language.scoping === 'block' && language.modules !== 'javascript';
}

/**
 * A definition gives its name in the scope around it a value; in a class body it becomes a member
 * when the class ends.
 */
export function bindDefinition(lowering: Lowering, name: string, variable: number): void {
  const { facts, scope } = lowering;
  if (!scope.names.declared.has(name)) {
    assignName(lowering, name, variable);
    return;
  }
  const binding = bindingIn(scope, name);
  if (binding.current < 0 || !mayOverload(lowering.language)) {
    bindVariable(facts, binding, variable);
    return;
  }
  const joined = facts.variable(facts.originOf(variable));
  facts.copy(joined, binding.current);
  facts.copy(joined, variable);
  bindVariable(facts, binding, joined);
}

function functionKind(lowering: Lowering, form: Form, name: string): SymbolKind {
  if (form.variant === 'macro') return 'macro';
  if (form.variant === 'constructor') return 'constructor';
  const scope = ownerOf(lowering.scope);
  if (scope === null) return form.variant === 'method' && name !== '' ? 'method' : 'function';
  if (name === '') return 'function';
  return isConstructorName(lowering, name, scope) ? 'constructor' : 'method';
}

function isConstructorName(lowering: Lowering, name: string, owner: Scope | null): boolean {
  if (owner === null) return false;
  return lowering.language.constructors.some(
    (constructor) =>
      constructor === name || (constructor === '<class>' && classNameOf(lowering, owner) === name),
  );
}

function openFrame(lowering: Lowering, form: Form, symbol: number, owner: Scope | null): Frame {
  const { facts } = lowering;
  const result = facts.variable();
  const frame: Frame = {
    symbol,
    result,
    yields: -1,
    self: -1,
    owner,
    parent: lowering.frame,
    journal: [],
  };
  if (lowering.names.survey.scopes.get(form)?.hasYield === true) {
    frame.yields = facts.container('list', facts.symbols[symbol]?.path ?? '');
    facts.copy(result, frame.yields);
  } else if (hasFlag(form, 'async') && lowering.language.modules === 'javascript')
    promiseOf(lowering, frame);
  return frame;
}

function lowerInside(lowering: Lowering, form: Form, fact: FunctionFact, frame: Frame): void {
  const { scope: outerScope, frame: outerFrame } = lowering;
  const { decorators } = lowering.statement;
  const names = lowering.names.survey.scopes.get(form);
  if (names === undefined) return;
  const scope = openScope('function', { parent: outerScope, frame, names }, frame.symbol);
  const enter = (): void => {
    lowering.scope = scope;
    lowering.frame = frame;
    lowering.statement.decorators = [];
    openSelf(lowering, form, fact);
  };
  // Defaults and annotations belong to the scope around the function, or to the function.
  const isInside = DEFAULTS_INSIDE.has(lowering.language.modules);
  if (isInside) {
    enter();
    bindOwnName(lowering, form, fact);
    declareTypeParameters(scope, constraintsOf(lowering, form));
  }
  const given = readGiven(lowering, form);
  promiseResult(lowering, form, frame);
  if (!isInside) enter();
  lowerParameters(lowering, given, fact);
  lowerBody(lowering, form);
  if (fact.isConstructor && hasArities(lowering.language))
    lowering.facts.copy(frame.result, frame.self);
  lowering.scope = outerScope;
  lowering.frame = outerFrame;
  lowering.statement.decorators = decorators;
}

/** A function expression sees itself by its own name. */
function bindOwnName(lowering: Lowering, form: Form, fact: FunctionFact): void {
  const name = part(form, 'own_name');
  if (name === undefined) return;
  const { facts, text } = lowering;
  const object = facts.objects.findLast((candidate) => candidate.function === fact);
  if (object !== undefined)
    bindVariable(facts, bindingIn(lowering.scope, textOf(text, name)), object.variable);
}
