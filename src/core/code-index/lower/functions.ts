import { type FunctionFact, type ObjectFact, Op, Origin, type ParameterFact } from '../facts.ts';
import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import type { SymbolKind } from '../symbols.ts';
import { applyDecorators, readMarkers, takeDecorators } from './decorators.ts';
import { hasFlag, isDeclaration, part, textOf } from './form-parts.ts';
import { hasLinkage, linkedName, readLinked, storeLinked } from './linkage.ts';
import {
  constraintsOf,
  declaredValue,
  declareTypeParameters,
  isDecisive,
  promisedBy,
  expectCallbacks,
} from './javascript/declared-types.ts';
import { constrainParameter, ownThis } from './javascript/receiver-type.ts';
import { type Lowering, runAll } from './lowering.ts';
import { hasArities, storeOverload } from './overloads.ts';
import { assignName } from './patterns.ts';
import { receiveClass } from './receivers.ts';
import { bindingIn, bindVariable, type Frame, openScope, type Scope } from './scope.ts';
import { addSymbol, classNameOf, enclosingPath } from './symbols.ts';
import { lowerType } from './types.ts';

/** Lowers a function and returns the variable of what its name is bound to, after its decorators. */
export function lowerFunction(lowering: Lowering, form: Form, givenName?: Form): number {
  if (!SHARED.has(form.variant)) return lowerDefinition(lowering, form, givenName);
  // A form may stand in two places of a shaped tree: as an argument, and as what the called function calls.
  const key = `lambda ${form.start}`;
  const known = lowering.freeNames.get(key);
  if (known !== undefined) return known;
  const variable = lowerDefinition(lowering, form, givenName);
  lowering.freeNames.set(key, variable);
  return variable;
}

const SHARED = new Set(['lambda', 'block']);

function lowerDefinition(lowering: Lowering, form: Form, givenName?: Form): number {
  const decorators = takeDecorators(lowering, form);
  const nameForm = part(form, 'name') ?? givenName;
  const name = nameForm === undefined ? '' : textOf(lowering.text, nameForm);
  const owner = ownerOf(lowering.scope);
  const { facts } = lowering;
  const hasSymbol = !SYMBOLLESS.has(form.variant);
  const symbol = hasSymbol
    ? addSymbol(lowering, { name, kind: functionKind(lowering, form, name) }, form, {
        nameForm,
        decorators,
      })
    : -1;
  const object: ObjectFact = {
    kind: 'function',
    symbol,
    key: hasSymbol
      ? (facts.symbols[symbol]?.path ?? '')
      : facts.containerKey(enclosingPath(lowering)),
    variable: facts.variable(Origin.scope),
  };
  facts.object(object);
  const frame = openFrame(lowering, form, hasSymbol ? symbol : lowering.frame.symbol, owner);
  const markers = readMarkers(lowering, decorators);
  object.function = {
    ...describeFunction(form, markers),
    result: frame.outcome ?? frame.result,
    owner: owner?.object ?? -1,
    isConstructor: form.variant === 'constructor' || isConstructorName(lowering, name, owner),
  };
  lowerInside(lowering, form, object.function, frame);
  const bound = applyDecorators(lowering, decorators, object.variable);
  if (!isDeclaration(form) || name === '') return bound;
  if (hasLinkage(lowering)) linkFunction(lowering, form, name, bound);
  if (form.role === 'prototype') return bound;
  const isMethod = ownerOf(lowering.scope) !== null && hasArities(lowering.language);
  if (hasFlag(form, 'declaration')) return bound;
  if (isMethod && !object.function.isGetter)
    storeOverload(lowering, { form, name, variable: bound }, object.function);
  else declareFunction(lowering, name, object.function, bound);
  return bound;
}

/** Functions whose code belongs to the one around (blocks), and methods that no text defines (accessors). */
const SYMBOLLESS = new Set(['block', 'hidden']);

/** The class whose member a function in this scope is; namespaces have no members that receive anything. */
function ownerOf(scope: Scope): Scope | null {
  const isSpace = scope.everywhere >= 0 || scope.isNamespace || scope.names.seenBy === 'inside';
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
  if (scope.kind === 'class') facts.store(scope.variable, name, either);
  else bindDefinition(lowering, name, either);
}

/** Members that are only declared in the body, or only defined outside of it, are members all the same. */
function addMember({ facts, scope }: Lowering, name: string): void {
  const members = scope.kind === 'class' ? facts.objects[scope.object]?.class?.members : undefined;
  if (members !== undefined && !members.includes(name)) members.push(name);
}

function describeFunction(form: Form, markers: ReadonlySet<string>): FunctionFact {
  const hasNoBody = part(form, 'body') === undefined && part(form, 'result') === undefined;
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

/** Accessors of one property, and overloads, are members beside each other; any other definition replaces the one before. */
function declareFunction(
  lowering: Lowering,
  name: string,
  fact: FunctionFact,
  variable: number,
): void {
  const { scope, facts } = lowering;
  const isBeside = fact.isSetter || mayOverload(lowering.language);
  if (scope.kind === 'class' && isBeside) facts.store(scope.variable, name, variable);
  else bindDefinition(lowering, name, variable);
}

/** Whether several functions of one name live beside each other, to be chosen by their parameters. */
function mayOverload(language: Language): boolean {
  return language.scoping === 'block' && language.modules !== 'javascript';
}

/** A definition gives its name in the scope around it a value; in a class body it becomes a member when the class ends. */
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
  if (lowering.survey.scopes.get(form)?.hasYield === true) {
    frame.yields = facts.container('list', facts.symbols[symbol]?.path ?? '');
    facts.copy(result, frame.yields);
  } else if (hasFlag(form, 'async') && lowering.language.modules === 'javascript')
    promiseOf(lowering, frame);
  return frame;
}

/** An async function returns a promise of what its code returns. */
function promiseOf({ facts }: Lowering, frame: Frame): void {
  const promise = facts.container('promise', facts.symbols[frame.symbol]?.path ?? '');
  facts.copy(frame.result, promise);
  frame.outcome = frame.result;
  frame.result = facts.variable();
  facts.store(promise, '*', facts.derive(Op.await, frame.result));
}

function lowerInside(lowering: Lowering, form: Form, fact: FunctionFact, frame: Frame): void {
  const { scope: outerScope, frame: outerFrame, decorators } = lowering;
  const names = lowering.survey.scopes.get(form);
  if (names === undefined) return;
  const scope = openScope('function', { parent: outerScope, frame, names }, frame.symbol);
  const parameters = form.children.filter((child) => child.kind === 'parameter');
  const enter = (): void => {
    lowering.scope = scope;
    lowering.frame = frame;
    lowering.decorators = [];
    openSelf(lowering, form, fact);
  };
  // Defaults and annotations belong to the scope around the function; in JavaScript to the function.
  const isInside = lowering.language.modules === 'javascript';
  if (isInside) {
    enter();
    bindOwnName(lowering, form, fact);
    declareTypeParameters(scope, constraintsOf(lowering, form));
  }
  const prepared = parameters.map((parameter) => ({
    parameter,
    value: evaluatePart(lowering, parameter, 'value'),
    type: typedPart(lowering, parameter),
  }));
  promiseResult(lowering, form, frame);
  if (!isInside) enter();
  let isKeywordOnly = false;
  for (const { parameter, value, type } of prepared) {
    const lowered = lowerParameter(lowering, parameter, fact);
    if (lowered === null || lowered.kind === 'rest') isKeywordOnly = true;
    if (lowered === null) continue;
    if (isKeywordOnly && lowered.kind === 'positional') lowered.kind = 'keyword';
    lowering.facts.copy(lowered.variable, value);
    lowering.facts.copy(lowered.variable, restType(lowering, parameter, type));
  }
  lowerBody(lowering, form);
  if (fact.isConstructor && hasArities(lowering.language))
    lowering.facts.copy(frame.result, frame.self);
  lowering.scope = outerScope;
  lowering.frame = outerFrame;
  lowering.decorators = decorators;
}

function promiseResult(lowering: Lowering, form: Form, frame: Frame): void {
  const type = part(form, 'result_type');
  if (type === undefined) return;
  if (!lowering.language.trustsTypes) {
    lowering.facts.copy(frame.result, lowerType(lowering, type));
    return;
  }
  const promised = promisedBy(lowering, type);
  lowering.facts.copy(frame.result, promised.variable);
  frame.isResultDeclared = isDecisive(lowering, promised);
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

function evaluatePart(lowering: Lowering, form: Form, role: string): number {
  const value = part(form, role);
  return value === undefined ? -1 : lowering.evaluate(value);
}

function typedPart(lowering: Lowering, form: Form): number {
  const type = part(form, 'type');
  return type === undefined || lowering.language.trustsTypes ? -1 : lowerType(lowering, type);
}

/** In some languages the type of a rest parameter is that of its elements. */
function restType(lowering: Lowering, form: Form, type: number): number {
  if (form.variant !== 'rest' || type < 0 || !ELEMENT_TYPED.has(lowering.language.modules))
    return type;
  const list = lowering.facts.container('list', enclosingPath(lowering));
  lowering.facts.store(list, '*', type);
  return list;
}

const ELEMENT_TYPED = new Set(['go', 'java', 'csharp']);

/** `this` for languages that have it: functions have their own, arrows and nested code the one around them. */
function openSelf(lowering: Lowering, form: Form, fact: FunctionFact): void {
  const { language, facts, frame } = lowering;
  if (language.receiver !== 'this') return;
  const isLocal = language.modules === 'csharp' && frame.owner === null;
  if (form.variant === 'lambda' || form.variant === 'block' || isLocal) {
    frame.self = frame.parent?.self ?? -1;
    frame.ownThis = frame.parent?.ownThis;
    return;
  }
  frame.self = facts.variable(Origin.self);
  fact.self = frame.self;
  frame.ownThis = ownThis(lowering, frame, fact.isStatic);
  // In a static method bare names mean static members.
  if (fact.isStatic && frame.owner !== null && hasArities(language))
    facts.copy(frame.self, frame.owner.variable);
  if (frame.owner !== null && frame.owner.object < 0 && frame.owner.variable >= 0)
    facts.emit(Op.instance, frame.self, frame.owner.variable);
  if (frame.owner !== null && frame.owner.reopened >= 0)
    if (fact.isClassMethod) facts.copy(frame.self, frame.owner.reopened);
    else facts.emit(Op.instance, frame.self, frame.owner.reopened);
}

function lowerParameter(lowering: Lowering, form: Form, fact: FunctionFact): ParameterFact | null {
  if (form.variant === 'separator') return null;
  const { facts, frame } = lowering;
  const isReceiver = form.variant === 'self' || isFirstOfMethod(lowering, form, fact);
  const variable = facts.variable(isReceiver ? Origin.self : Origin.parameter);
  const target = part(form, 'name') ?? part(form, 'pattern');
  const name = target?.kind === 'name' ? textOf(lowering.text, target) : '';
  if (isReceiver) {
    frame.self = variable;
    receiveClass(lowering, variable);
  }
  const parameter: ParameterFact = { name, variable, kind: parameterKind(form.variant) };
  if (form.variant === 'self') {
    fact.self = variable;
    const owner = frame.owner?.variable ?? -1;
    if (owner >= 0) facts.emit(Op.instance, variable, owner);
  }
  if (form.variant !== 'self') fact.parameters.push(parameter);
  const type = lowering.language.trustsTypes ? part(form, 'type') : undefined;
  const seen = declaredValue(lowering, type, variable);
  expectCallbacks(lowering, type, fact);
  if (form.variant === 'self') frame.self = seen;
  constrainParameter(lowering, form, name);
  if (name !== '') bindVariable(facts, bindingIn(lowering.scope, name), seen);
  else if (target !== undefined) lowering.assign(target, seen);
  if (form.variant === 'property' && name !== '') facts.store(frame.self, name, seen);
  return parameter;
}

/** Whether a parameter is the one that takes the receiver, as `self` does in Python. */
function isFirstOfMethod(lowering: Lowering, form: Form, fact: FunctionFact): boolean {
  return (
    lowering.language.receiver === 'first_parameter' &&
    lowering.frame.owner !== null &&
    fact.parameters.length === 0 &&
    !fact.isStatic &&
    form.variant === ''
  );
}

function parameterKind(variant: string): ParameterFact['kind'] {
  switch (variant) {
    case 'rest':
      return 'rest';
    case 'keywords':
      return 'keywords';
    case 'keyword_only':
      return 'keyword';
    default:
      return 'positional';
  }
}

function lowerBody(lowering: Lowering, form: Form): void {
  const { facts, frame } = lowering;
  const expression = part(form, 'result');
  if (expression !== undefined) {
    const value = lowering.evaluate(expression);
    if (frame.isResultDeclared !== true) facts.copy(frame.result, value);
  }
  const body = part(form, 'body');
  if (body === undefined) return;
  if (body.kind === 'group' || body.kind === 'block') runAll(lowering, body.children);
  else facts.copy(frame.result, lowering.evaluate(body));
}

/** Lowers `return`: what is returned flows to the function's result. */
export function lowerReturn(lowering: Lowering, form: Form): void {
  const value = part(form, 'value');
  if (value === undefined) {
    for (const child of form.children) lowering.run(child);
    return;
  }
  const variable = lowering.evaluate(value);
  const { frame } = lowering;
  if (frame.yields < 0 && frame.isResultDeclared !== true)
    lowering.facts.copy(frame.result, variable);
}

/** Lowers `yield`: the value joins the elements of the generator; the expression's own value is what is sent in. */
export function lowerYield(lowering: Lowering, form: Form): number {
  const { facts, frame } = lowering;
  const value = part(form, 'value');
  if (value === undefined) return -1;
  const variable = lowering.evaluate(value);
  if (form.variant === 'from') facts.store(frame.yields, '*', facts.derive(Op.element, variable));
  else facts.store(frame.yields, '*', variable);
  return -1;
}
