import { Op, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { constantText, part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { readSpaceName } from './names.ts';
import { hasArities, readTypeAround } from './overloads.ts';
import { findBinding } from './scope.ts';
import { enclosingPath } from './symbols.ts';
import { typeWords } from './type-words.ts';

/** Names of types whose values have no methods of the program's own. */
const PLAIN = new Set([
  'str',
  'int',
  'float',
  'bool',
  'bytes',
  'None',
  'object',
  'complex',
  'Any',
  'any',
  'string',
  'number',
  'boolean',
  'void',
  'unknown',
  'never',
  'undefined',
  'null',
  'long',
  'double',
  'short',
  'byte',
  'char',
]);

/** Generic types that promise one of their arguments. */
const WRAPPERS = new Set([
  'Optional',
  'Union',
  'Annotated',
  'Final',
  'ClassVar',
  'Required',
  'NotRequired',
  'Awaitable',
  'Coroutine',
  'Promise',
]);

/** Generic types whose last argument is what iterating or indexing yields. */
const COLLECTIONS = new Set([
  'List',
  'list',
  'Set',
  'set',
  'FrozenSet',
  'frozenset',
  'Sequence',
  'Iterable',
  'Iterator',
  'Collection',
  'Deque',
  'deque',
  'Tuple',
  'tuple',
  'Generator',
  'AsyncIterator',
  'AsyncIterable',
  'MutableSequence',
  'Dict',
  'dict',
  'Mapping',
  'MutableMapping',
  'DefaultDict',
  'defaultdict',
  'OrderedDict',
  'Array',
  'ReadonlyArray',
  'Map',
  'ReadonlyMap',
]);

/**
 * The variable of a value of the type a form names; -1 when the type promises nothing that can be
 * followed.
 */
export function lowerType(lowering: Lowering, form: Form): number {
  switch (form.kind) {
    case 'type':
      return lowerTypeForm(lowering, form);
    case 'name':
    case 'member':
      return instanceOf(lowering, lowerTypeName(lowering, form));
    case 'subscript':
      return lowerGeneric(
        lowering,
        part(form, 'object'),
        form.children.filter((child) => child.role === 'key'),
      );
    case 'class':
      return instanceOf(lowering, lowering.evaluate(form));
    case 'string':
      return lowerQuoted(lowering, constantText(lowering.text, form) ?? '');
    default:
      return joinTypes(lowering, form.children);
  }
}

function lowerTypeForm(lowering: Lowering, form: Form): number {
  switch (form.variant) {
    case 'list':
      return containerOf(lowering, form.children);
    case 'tuple':
      return lowerTuple(lowering, form);
    case 'plain':
      return plainValue(lowering, textOf(lowering.text, form));
    case 'function':
      return -1;
    case 'named':
      return instanceOf(lowering, readTypeName(lowering, textOf(lowering.text, form)));
    default: {
      const name = part(form, 'name');
      const parameters = form.children.filter((child) => child.role === 'argument');
      if (name !== undefined) return lowerGeneric(lowering, name, parameters);
      if (form.children.length === 0) return instanceOf(lowering, lowerTypeName(lowering, form));
      return joinTypes(lowering, form.children);
    }
  }
}

/** The variable of the class itself that a type form names; -1 for plain types. */
export function lowerTypeName(lowering: Lowering, form: Form): number {
  if (form.kind === 'whole_name') return lowering.evaluate(form);
  if (form.kind === 'member' || form.kind === 'call' || form.kind === 'subscript') {
    const object = form.kind === 'subscript' ? part(form, 'object') : undefined;
    return object === undefined ? lowering.evaluate(form) : lowerTypeName(lowering, object);
  }
  const inner =
    form.kind === 'type'
      ? (part(form, 'name') ?? (form.children.length === 1 ? form.children[0] : undefined))
      : undefined;
  if (inner !== undefined) return lowerTypeName(lowering, inner);
  return readTypeName(lowering, textOf(lowering.text, form));
}

function readTypeName(lowering: Lowering, name: string): number {
  if (PLAIN.has(name) && findBinding(lowering.scope, name) === null) return -1;
  const [first = name, ...steps] = name.split('.');
  let variable = hasArities(lowering.language)
    ? readTypeAround(lowering, first)
    : readSpaceName(lowering, first);
  for (const step of steps) variable = lowering.facts.load(variable, step);
  return variable;
}

function instanceOf(lowering: Lowering, classVariable: number): number {
  return lowering.facts.derive(Op.instance, classVariable, Origin.type);
}

function lowerGeneric(
  lowering: Lowering,
  name: Form | undefined,
  parameters: readonly Form[],
): number {
  if (name === undefined) return -1;
  const whole = textOf(lowering.text, name);
  const last = whole.slice(Math.max(whole.lastIndexOf('.'), whole.lastIndexOf(':')) + 1);
  const words = typeWords(lowering.language);
  if (parameters.length > 0 && isLibraryType(lowering, last)) {
    if (last === 'Result' && words.wrappers.has(last)) return lowerResult(lowering, parameters);
    if (words.wrappers.has(last)) return joinTypes(lowering, parameters);
    if (words.collections.has(last)) return containerOf(lowering, parameters);
  }
  if (parameters.length > 0) {
    if (WRAPPERS.has(last)) return joinTypes(lowering, parameters);
    if (last === 'Type' || last === 'type') return lowerClassType(lowering, parameters);
    if (COLLECTIONS.has(last)) return containerOf(lowering, parameters);
    if (last === 'Callable' || last === 'Literal') return -1;
  }
  return instanceOf(lowering, lowerTypeName(lowering, name));
}

/**
 * Whether a name of the language's library means the library's type here, and not one of the
 * program that has the same name.
 */
export function isLibraryType(lowering: Lowering, name: string): boolean {
  const binding = findBinding(lowering.scope, name);
  const { text, language } = lowering;
  if (language.modules === 'java')
    return new RegExp(`import\\s+javax?\\.[\\w.]*\\.(?:\\*|${name})\\s*;`).test(text);
  if (binding === null) return true;
  if (language.modules !== 'rust') return false;
  const isImported = new RegExp(`\\buse\\s[^;]*\\b${name}\\b`).test(text);
  return (
    isImported && !new RegExp(`\\buse\\s+(?:crate|self|super)\\b[^;]*\\b${name}\\b`).test(text)
  );
}

function lowerClassType(lowering: Lowering, parameters: readonly Form[]): number {
  const [first] = parameters;
  return first === undefined ? -1 : lowerTypeName(lowering, first);
}

function containerOf(lowering: Lowering, parameters: readonly Form[]): number {
  const element = joinTypes(lowering, parameters);
  // A container of things that are not followed may still be given functions.
  if (element < 0 && lowering.language.modules !== 'c') return -1;
  const { facts } = lowering;
  const list = facts.container('list', enclosingPath(lowering));
  facts.store(list, '*', element);
  return list;
}

/** What distinguishes overloads that take numbers or texts: a number or text of the type. */
function plainValue({ facts, language }: Lowering, name: string): number {
  const sample = hasArities(language) ? SAMPLES.get(name) : undefined;
  if (sample === undefined) return -1;
  const variable = facts.variable();
  facts.emit(Op.text, variable, facts.string(sample));
  return variable;
}

const SAMPLES = new Map([
  ...['int', 'long', 'short', 'byte', 'uint', 'ulong'].map((name) => [name, '0'] as const),
  ...['double', 'float', 'decimal'].map((name) => [name, '0.0'] as const),
  ['string', 'text'],
]);

/** A tuple promises a value for each position. */
function lowerTuple(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  const tuple = facts.container('list', enclosingPath(lowering));
  form.children.forEach((member, index) =>
    facts.store(tuple, `[${index}]`, lowerType(lowering, member)),
  );
  return tuple;
}

/**
 * A result is followed as what it holds when all went well; what it failed with is a slot of its
 * own.
 */
function lowerResult(lowering: Lowering, [value, error]: readonly Form[]): number {
  const { facts } = lowering;
  const joined = facts.variable(Origin.type);
  if (value !== undefined) facts.copy(joined, lowerType(lowering, value));
  const failure = error === undefined ? -1 : lowerType(lowering, error);
  if (failure < 0) return joined;
  const failed = facts.container('object', enclosingPath(lowering));
  facts.store(failed, '()error', failure);
  facts.copy(joined, failed);
  return joined;
}

function joinTypes(lowering: Lowering, forms: readonly Form[]): number {
  const { facts } = lowering;
  const values = forms.map((form) => lowerType(lowering, form)).filter((value) => value >= 0);
  const [first] = values;
  if (first === undefined || values.length === 1) return first ?? -1;
  const joined = facts.variable(Origin.type);
  for (const value of values) facts.copy(joined, value);
  return joined;
}

const QUOTED_NAME = /[\p{L}_][\p{L}\p{N}_.]*/gu;

/**
 * A quoted annotation: every class it names may be the type; collections and unions in quotes are
 * flattened.
 */
function lowerQuoted(lowering: Lowering, content: string): number {
  const { facts } = lowering;
  const names = content.match(QUOTED_NAME) ?? [];
  const values = names
    .filter((name) => !WRAPPERS.has(name))
    .map((name) => instanceOf(lowering, readTypeName(lowering, name)))
    .filter((value) => value >= 0);
  const [first] = values;
  if (first === undefined || values.length === 1) return first ?? -1;
  const joined = facts.variable(Origin.type);
  for (const value of values) facts.copy(joined, value);
  return joined;
}

/**
 * Lets a variable hold what its declared type promises. In Python, and in JavaScript with its
 * docblocks, the objects that flow say more than the annotation, which may name a base or a
 * protocol, so that it only counts where none flow.
 */
export function copyPromise({ facts, language }: Lowering, target: number, type: number): void {
  if (target < 0 || type < 0) return;
  const mayGive = language.modules === 'python' || language.modules === 'javascript';
  const gives = mayGive && facts.originOf(type) === Origin.type;
  facts.emit(Op.copy, target, type, gives ? 1 : 0);
}

/** A value together with what its declared type promises. */
export function withPromise(lowering: Lowering, value: number, type: Form): number {
  const promised = lowerType(lowering, type);
  if (value < 0 || promised < 0) return value < 0 ? promised : value;
  const joined = lowering.facts.variable(Origin.type);
  lowering.facts.copy(joined, value);
  copyPromise(lowering, joined, promised);
  return joined;
}
