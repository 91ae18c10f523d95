import { Op, Origin } from '../facts.ts';
import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import { ownText } from '../own-text.ts';
import { lowerCall } from './calls.ts';
import { lowerClass } from './classes.ts';
import { lowerComprehension } from './comprehensions.ts';
import { lowerDict, lowerList } from './containers.ts';
import { lowerBlockValue } from './block-expressions.ts';
import { part, textOf } from './form-parts.ts';
import { lowerFunction } from './functions.ts';
import { lowerYield } from './results.ts';
import { lowerLoaded } from './javascript/commonjs.ts';
import { declaredValue } from './javascript/declared-values.ts';
import { noteLiteral } from './javascript/implementing-literals.ts';
import { readReceiver } from './javascript/receiver-type.ts';
import type { Lowering } from './lowering.ts';
import { readName, readSpaceName } from './names.ts';
import { lowerFailure, lowerLiteral } from './literals.ts';
import { methodsSlot } from './overloads.ts';
import { lowerOperator } from './operators.ts';
import { constantSlot, followsKeys } from './patterns.ts';
import { readRoot } from './rust-paths.ts';
import { callImplied, callTypeOf } from './protocols.ts';
import { lowerAssign } from './statements.ts';
import { readSuper, readThis } from './receivers.ts';
import { readWholeName } from './add-import.ts';
import { keyArgument, lowerString, makeText } from './texts.ts';
import { lowerType, lowerTypeName } from './types.ts';

type Evaluate = (lowering: Lowering, form: Form) => number;

const expressions = new Map<string, Evaluate>([
  ['name', lowerName],
  ['call', lowerCall],
  ['new', lowerCall],
  ['member', lowerMember],
  ['subscript', lowerSubscript],
  ['operator', lowerOperator],
  ['string', lowerString],
  ['number', (lowering, form) => makeText(lowering, textOf(lowering.text, form))],
  ['function', (lowering, form) => lowerFunction(lowering, form)],
  ['class', (lowering, form) => lowerClass(lowering, form)],
  ['list', lowerList],
  ['dict', lowerDict],
  ['comprehension', lowerComprehension],
  ['either', lowerEither],
  ['assign', lowerAssign],
  ['await', lowerAwait],
  ['yield', lowerYield],
  ['cast', lowerCast],
  ['this', readThis],
  ['super', readSuper],
  ['loaded', lowerLoaded],
  ['whole_name', readWholeName],
  ['comment', () => -1],
  ['unevaluated', () => -1],
  ['type', lowerTypeName],
  ['literal', lowerLiteral],
  ['failure', lowerFailure],
  ['block', lowerBlockValue],
  ['branch', lowerBlockValue],
  ['return', runForEffect],
  ['throw', runForEffect],
  ['variable', lowerDeclared],
]);

/** Lowers an expression; returns the variable of its value, -1 for values that are not followed. */
export function evaluateForm(lowering: Lowering, form: Form): number {
  const path = ownText(form);
  return path !== undefined && DEFINING.has(form.kind)
    ? evaluateBelow(lowering, form, path)
    : evaluateKind(lowering, form);
}

const DEFINING = new Set(['function', 'class', 'dict']);

/**
 * What a form defines stands below a path that the form carries: the name of the object it becomes
 * part of.
 */
function evaluateBelow(lowering: Lowering, form: Form, path: string): number {
  const { scope } = lowering;
  const outer = scope.below;
  scope.below = outer === '' ? path : `${outer}.${path}`;
  const value = evaluateKind(lowering, form);
  scope.below = outer;
  return value;
}

function evaluateKind(lowering: Lowering, form: Form): number {
  return (expressions.get(form.kind) ?? lowerUnknown)(lowering, form);
}

function lowerName(lowering: Lowering, form: Form): number {
  const name = textOf(lowering.text, form);
  if (form.variant === 'root' || form.variant === 'crate') return readRoot(lowering, form, name);
  const { facts, frame, language } = lowering;
  const variable = form.flags.includes('space')
    ? readSpaceName(lowering, name)
    : readName(lowering, name);
  // A bare name may be a property of the class around, whose code is run by reading it.
  const mayRun = language.modules === 'csharp' && facts.originOf(variable) === Origin.self;
  if (mayRun) facts.emit(Op.read, variable, frame.symbol, form.line);
  return variable;
}

function runForEffect(lowering: Lowering, form: Form): number {
  lowering.run(form);
  return -1;
}

/** A declaration inside an expression, as in `TryGet(out var x)`: its value is the name's. */
function lowerDeclared(lowering: Lowering, form: Form): number {
  lowering.run(form.role === '' ? form : { ...form, role: '' });
  const name = part(form, 'name');
  return name === undefined ? -1 : lowering.evaluate(name);
}

/** A form without a value of its own: what is inside it still runs. */
function lowerUnknown(lowering: Lowering, form: Form): number {
  for (const child of form.children) lowering.run(child);
  return -1;
}

function lowerMember(lowering: Lowering, form: Form): number {
  const object = part(form, 'object');
  const property = part(form, 'property');
  if (object === undefined || property === undefined) return lowerUnknown(lowering, form);
  const receiver = readReceiver(lowering, object);
  const name = textOf(lowering.text, property);
  if (name === '__class__') return callTypeOf(lowering, receiver, form);
  const found = lowering.facts.load(receiver, name);
  if (found >= 0 && (lowering.language.modules === 'csharp' || form.variant === 'method'))
    lowering.facts.emit(Op.load, found, receiver, lowering.facts.string(methodsSlot(name)));
  if (found >= 0 && HAVE_GETTERS.has(lowering.language.modules))
    lowering.facts.emit(Op.read, found, lowering.frame.symbol, property.line);
  return found;
}

/** Families of languages in which reading a member may call a method. */
const HAVE_GETTERS = new Set<Language['modules']>(['python', 'javascript', 'csharp']);

function lowerSubscript(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  const object = part(form, 'object');
  const key = part(form, 'key');
  if (object === undefined) return lowerUnknown(lowering, form);
  const receiver = lowering.evaluate(object);
  if (key?.kind === 'slice') {
    lowering.run(key);
    return receiver;
  }
  const slot = key === undefined ? '*' : constantSlot(lowering, key);
  const computed = slot === null && key !== undefined ? lowering.evaluate(key) : -1;
  const keyVariable = followsKeys(lowering.language) ? computed : -1;
  if (receiver < 0) return -1;
  const found = readElement(lowering, receiver, { slot, keyVariable });
  if (lowering.language.id === 'python') {
    const given = [keyArgument(lowering, slot, keyVariable)];
    facts.copy(found, callImplied(lowering, receiver, '__getitem__', { form, arguments: given }));
  }
  return found;
}

function readElement(
  { facts }: Lowering,
  receiver: number,
  key: { slot: string | null; keyVariable: number },
): number {
  if (key.slot !== null || key.keyVariable < 0) return facts.load(receiver, key.slot ?? '*');
  const target = facts.variable();
  facts.emit(Op.loadKey, target, receiver, key.keyVariable);
  return target;
}

function lowerEither(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  const values: number[] = [];
  for (const child of form.children) {
    if (child.role === 'value') values.push(lowering.evaluate(child));
    else lowering.run(child);
  }
  const known = values.filter((value) => value >= 0);
  const [first] = known;
  if (first === undefined || known.length === 1) return first ?? -1;
  const joined = facts.variable(facts.originOf(first));
  for (const value of known) facts.copy(joined, value);
  return joined;
}

function lowerAwait(lowering: Lowering, form: Form): number {
  const value = part(form, 'value') ?? form.children[0];
  return value === undefined ? -1 : lowering.facts.derive(Op.await, lowering.evaluate(value));
}

function lowerCast(lowering: Lowering, form: Form): number {
  const value = part(form, 'value');
  const variable = value === undefined ? -1 : lowering.evaluate(value);
  const type = part(form, 'type');
  // A checked cast leaves only what is of the type.
  if (form.variant === 'only' && type !== undefined) {
    const promised = lowerType(lowering, type);
    return promised < 0 ? variable : promised;
  }
  noteLiteral(lowering, type ?? part(form, 'satisfies'), { value, variable });
  return declaredValue(lowering, type, variable);
}
