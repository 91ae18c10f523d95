import { type FunctionFact, Op, Origin, type ParameterFact } from '../../facts.ts';
import type { Form } from '../../forms.ts';
import { constantText, part, textOf } from '../form-parts.ts';
import type { Lowering } from '../lowering.ts';
import { enclosingPath } from '../symbols.ts';
import { lowerType, lowerTypeName } from '../types.ts';
import { findTypeParameter, type TypeParameter } from './type-parameters.ts';

/** What a type annotation of TypeScript promises. */
export interface Promised {
  /** Values of the type; -1 when it has none that could be followed. */
  variable: number;
  /**
   * Whether the values that flow say more than the type does: type parameters, conditional and
   * mapped types, functions.
   */
  isOpen: boolean;
}

const NOTHING: Promised = { variable: -1, isOpen: true };

/** Generic types that promise what their first argument does. */
const WRAPPERS = new Set([
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
  'Pick',
  'Omit',
  'Extract',
  'Exclude',
  'NoInfer',
]);

/** Generic types whose first argument is what iterating yields. */
export const LISTS = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'WeakSet',
  'Iterable',
  'IterableIterator',
  'Iterator',
  'Generator',
  'AsyncGenerator',
  'AsyncIterable',
  'AsyncIterator',
  'AsyncIterableIterator',
  'ArrayLike',
  'ArrayIterator',
  'SetIterator',
]);

/** Generic types whose second argument is what their keys lead to. */
export const MAPS = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Record']);

export function join(lowering: Lowering, variables: readonly number[]): number {
  const known = variables.filter((variable) => variable >= 0);
  const [first] = known;
  if (first === undefined || known.length === 1) return first ?? -1;
  const joined = lowering.facts.variable(Origin.type);
  for (const variable of known) lowering.facts.copy(joined, variable);
  return joined;
}

type Reader = (lowering: Lowering, form: Form) => Promised;

/** What the kinds of types promise; kinds that are not here promise nothing. */
const promises = new Map<string, Reader>([
  ['', promisedByName],
  ['list', (lowering, form) => listOf(lowering, form.children)],
  ['rest', (lowering, form) => listOf(lowering, form.children)],
  ['tuple', tupleOf],
  ['union', (lowering, form) => joinPromised(lowering, form.children, false)],
  ['intersection', (lowering, form) => joinPromised(lowering, form.children, false)],
  ['optional', (lowering, form) => joinPromised(lowering, form.children, false)],
  ['conditional', oneOfArms],
  [
    'object',
    (lowering, form) =>
      signatureOnly(lowering, form) ?? { variable: objectOf(lowering, form), isOpen: false },
  ],
  ['function', (lowering, form) => ({ variable: functionOf(lowering, form), isOpen: true })],
  ['constructor', constructorOf],
  ['typeof', queried],
  ['this', (lowering) => ({ variable: lowering.frame.self, isOpen: true })],
  ['lookup', lookedUp],
  ['mapped', (lowering, form) => opened(mapOf(lowering, part(form, 'type'), 'object'))],
]);

/** What a type promises. */
export function promisedBy(lowering: Lowering, form: Form): Promised {
  if (form.kind !== 'type') return { variable: lowerType(lowering, form), isOpen: false };
  return promises.get(form.variant)?.(lowering, form) ?? NOTHING;
}

function oneOfArms(lowering: Lowering, form: Form): Promised {
  const arms = form.children.filter((child) => child.role === 'member');
  return joinPromised(lowering, arms, true);
}

function promisedByName(lowering: Lowering, form: Form): Promised {
  const name = part(form, 'name');
  if (name === undefined) return joinPromised(lowering, form.children, false);
  const text = textOf(lowering.text, name);
  const parameter = findTypeParameter(lowering.scope, text);
  if (parameter !== undefined) return promisedByParameter(lowering, parameter);
  const given = form.children.filter((child) => child.role === 'argument');
  const [first, second] = given;
  if (first !== undefined) {
    if (WRAPPERS.has(text)) return promisedBy(lowering, first);
    if (text === 'Promise' || text === 'PromiseLike') return promiseOf(lowering, first);
    if (text === 'Awaited') return awaited(lowering, first);
    if (LISTS.has(text)) return listOf(lowering, [first]);
    if (MAPS.has(text)) return mapOf(lowering, second, text === 'Record' ? 'object' : 'dict');
    if (text === 'InstanceType') return instanceOfQueried(lowering, first);
    if (text === 'ReturnType') return { variable: resultOf(lowering, first), isOpen: true };
  }
  const { facts } = lowering;
  const variable = facts.derive(Op.instance, lowerTypeName(lowering, name), Origin.type);
  given.forEach((argument, index) => {
    facts.store(variable, `<${index}>`, promisedBy(lowering, argument).variable);
  });
  return { variable, isOpen: false };
}

/**
 * What a type parameter of a class stands for is held by its instances; one of a function is what
 * flows.
 */
function promisedByParameter(lowering: Lowering, { constraint, place }: TypeParameter): Promised {
  const { facts, frame } = lowering;
  if (place < 0) return NOTHING;
  const held = facts.load(frame.self, `<${place}>`, Origin.type);
  return { variable: join(lowering, [held, constraint]), isOpen: true };
}

function joinPromised(lowering: Lowering, forms: readonly Form[], isOpen: boolean): Promised {
  const all = forms.map((form) => promisedBy(lowering, form));
  const known = all.filter(({ variable }) => variable >= 0);
  return {
    variable: join(
      lowering,
      known.map(({ variable }) => variable),
    ),
    isOpen: isOpen || known.length === 0 || known.some((promised) => promised.isOpen),
  };
}

function listOf(lowering: Lowering, elements: readonly Form[]): Promised {
  const element = joinPromised(lowering, elements, false);
  if (element.variable < 0) return NOTHING;
  const list = lowering.facts.container('list', enclosingPath(lowering));
  lowering.facts.store(list, '*', element.variable);
  return { variable: list, isOpen: element.isOpen };
}

function tupleOf(lowering: Lowering, form: Form): Promised {
  const { facts } = lowering;
  const list = facts.container('list', enclosingPath(lowering));
  let isOpen = false;
  form.children
    .filter((child) => child.role === 'member')
    .forEach((member, index) => {
      const promised = promisedBy(lowering, member.kind === 'group' ? typeIn(member) : member);
      if (promised.variable >= 0 && promised.isOpen) isOpen = true;
      facts.store(list, member.variant === 'rest' ? '*' : `[${index}]`, promised.variable);
    });
  return { variable: list, isOpen };
}

/** The type of a named member of a tuple. */
function typeIn(member: Form): Form {
  return part(member, 'type') ?? member;
}

function promiseOf(lowering: Lowering, type: Form): Promised {
  const { facts } = lowering;
  const held = promisedBy(lowering, type);
  if (held.variable < 0) return NOTHING;
  const promise = facts.container('promise', enclosingPath(lowering));
  facts.store(promise, '*', held.variable);
  return { variable: promise, isOpen: held.isOpen };
}

function awaited(lowering: Lowering, type: Form): Promised {
  const { variable, isOpen } = promisedBy(lowering, type);
  return { variable: lowering.facts.derive(Op.await, variable, Origin.type), isOpen };
}

function mapOf(lowering: Lowering, type: Form | undefined, kind: 'dict' | 'object'): Promised {
  const element = type === undefined ? NOTHING : promisedBy(lowering, type);
  if (element.variable < 0) return NOTHING;
  const map = lowering.facts.container(kind, enclosingPath(lowering));
  lowering.facts.store(map, '*', element.variable);
  return { variable: map, isOpen: element.isOpen };
}

function opened({ variable }: Promised): Promised {
  return { variable, isOpen: true };
}

/** `{ (…): A }` is what `(…) => A` is. */
function signatureOnly(lowering: Lowering, form: Form): Promised | null {
  const [first] = form.children;
  const isSignature = first?.variant === 'call' || first?.variant === 'construct';
  if (form.children.length !== 1 || first === undefined || !isSignature) return null;
  return { variable: functionOf(lowering, first), isOpen: true };
}

/** `{ a: A; m(): B; [k: string]: C }` */
function objectOf(lowering: Lowering, form: Form): number {
  const { facts, text } = lowering;
  const object = facts.container('object', enclosingPath(lowering));
  for (const child of form.children) {
    const name = part(child, 'name');
    if (child.kind === 'function' && name !== undefined)
      facts.store(object, textOf(text, name), functionOf(lowering, child));
    else if (child.kind === 'function') {
      const slot = child.variant === 'construct' ? '()new' : '()call';
      facts.store(object, slot, functionOf(lowering, child));
    } else if (child.kind === 'variable') {
      const type = part(child, 'type');
      const slot = name?.kind === 'name' ? textOf(text, name) : '*';
      if (type !== undefined) facts.store(object, slot, promisedBy(lowering, type).variable);
    } else if (child.variant === 'mapped') {
      const type = part(child, 'type');
      if (type !== undefined) facts.store(object, '*', promisedBy(lowering, type).variable);
    }
  }
  return object;
}

/** A function that is only known by its type: it has no symbol, and returns what the type says. */
function functionOf(lowering: Lowering, form: Form, self = -1): number {
  const { facts } = lowering;
  const variable = facts.variable(Origin.type);
  const result = facts.variable();
  const resultType = part(form, 'result') ?? part(form, 'result_type');
  if (resultType !== undefined) facts.copy(result, promisedBy(lowering, resultType).variable);
  const parameters = form.children
    .filter((child) => isTakenParameter(lowering, child))
    .map((): ParameterFact => ({ name: '', variable: facts.variable(), kind: 'positional' }));
  const fact: FunctionFact = {
    parameters,
    self,
    result,
    owner: -1,
    isStatic: false,
    isClassMethod: false,
    isGetter: false,
    isSetter: false,
    isConstructor: false,
    isAbstract: true,
    isArrow: true,
  };
  const key = facts.containerKey(enclosingPath(lowering));
  facts.object({ kind: 'function', symbol: -1, key, variable, function: fact });
  return variable;
}

/** `this` in a list of parameters says what the receiver is; nothing is handed in for it. */
export function isThisParameter(lowering: Lowering, form: Form): boolean {
  const name = part(form, 'name');
  return form.variant === 'self' || (name !== undefined && textOf(lowering.text, name) === 'this');
}

/** Whether something is handed in for a parameter. */
export function isTakenParameter(lowering: Lowering, form: Form): boolean {
  return (
    (form.role === 'parameter' || form.kind === 'parameter') && !isThisParameter(lowering, form)
  );
}

/** A call or construct signature of an interface: instances can be called by it. */
export function lowerSignature(lowering: Lowering, form: Form): number {
  const { facts, scope, frame } = lowering;
  const instance = facts.derive(Op.instance, scope.holder.variable, Origin.self);
  const self = facts.variable(Origin.self);
  facts.copy(self, instance);
  const { self: outer } = frame;
  frame.self = self;
  const slot = form.variant === 'construct' ? '()new' : '()call';
  const signature = functionOf(lowering, form, self);
  facts.store(instance, slot, signature);
  frame.self = outer;
  return signature;
}

/** `new (…) => T` is a class of T. */
function constructorOf(lowering: Lowering, form: Form): Promised {
  const result = part(form, 'result');
  const name = result === undefined ? undefined : part(result, 'name');
  if (name === undefined) return NOTHING;
  return { variable: functionOf(lowering, form), isOpen: true };
}

function queried(lowering: Lowering, form: Form): Promised {
  const value = part(form, 'value');
  return value === undefined ? NOTHING : { variable: lowering.evaluate(value), isOpen: false };
}

function instanceOfQueried(lowering: Lowering, type: Form): Promised {
  const { variable } = promisedBy(lowering, type);
  return {
    variable: lowering.facts.derive(Op.instance, variable, Origin.type),
    isOpen: false,
  };
}

/** What calling a value of a type gives; the call is none of the program's. */
function resultOf(lowering: Lowering, type: Form): number {
  const { variable } = promisedBy(lowering, type);
  if (variable < 0) return -1;
  const { facts } = lowering;
  const result = facts.variable(Origin.type);
  supposeCall(lowering, type, { callee: variable, arguments: [], result });
  return result;
}

/** A call that types imply and no code makes: it lets values flow and is no edge. */
function supposeCall(
  lowering: Lowering,
  at: Form,
  call: { callee: number; arguments: readonly number[]; result: number },
): void {
  lowering.facts.call({
    line: at.line,
    column: at.column,
    caller: lowering.frame.symbol,
    callee: call.callee,
    receiver: -1,
    property: -1,
    result: call.result,
    text: lowering.facts.string(''),
    isNew: false,
    isImplied: true,
    isSupposed: true,
    arguments: call.arguments.map((variable) => ({ variable, isSpread: false })),
    keywords: [],
  });
}

/** `A['b']` is what the member b of an A is. */
function lookedUp(lowering: Lowering, form: Form): Promised {
  const object = part(form, 'object');
  const key = part(form, 'key');
  if (object === undefined || key === undefined) return NOTHING;
  const from = promisedBy(lowering, object);
  if (from.variable < 0) return NOTHING;
  const [inside] = key.children;
  const text = inside?.kind === 'string' ? constantText(lowering.text, inside) : null;
  const variable =
    text === null
      ? lowering.facts.derive(Op.element, from.variable, Origin.type)
      : lowering.facts.load(from.variable, text, Origin.type);
  return { variable, isOpen: from.isOpen || text === null };
}
