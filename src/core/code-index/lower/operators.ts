import { Op } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { callImplied } from './protocols.ts';
import { enclosingPath } from './symbols.ts';
import { lowerJoinedText } from './texts.ts';

/**
 * Python's methods behind operators, by the variant of the form: for the left operand and,
 * reflected, for the right one.
 */
const METHODS = new Map<string, [string, string]>([
  ['add', ['__add__', '__radd__']],
  ['sub', ['__sub__', '__rsub__']],
  ['mul', ['__mul__', '__rmul__']],
  ['div', ['__truediv__', '__rtruediv__']],
  ['floordiv', ['__floordiv__', '__rfloordiv__']],
  ['mod', ['__mod__', '__rmod__']],
  ['pow', ['__pow__', '__rpow__']],
  ['matmul', ['__matmul__', '__rmatmul__']],
  ['and', ['__and__', '__rand__']],
  ['or', ['__or__', '__ror__']],
  ['xor', ['__xor__', '__rxor__']],
  ['lshift', ['__lshift__', '__rlshift__']],
  ['rshift', ['__rshift__', '__rrshift__']],
  ['eq', ['__eq__', '__eq__']],
  ['ne', ['__ne__', '__ne__']],
  ['lt', ['__lt__', '__gt__']],
  ['le', ['__le__', '__ge__']],
  ['gt', ['__gt__', '__lt__']],
  ['ge', ['__ge__', '__le__']],
  ['in', ['', '__contains__']],
]);

/** An operator between two values: the call of the method behind it; `+` also joins lists. */
export function lowerOperator(lowering: Lowering, form: Form): number {
  const values: number[] = [];
  for (const child of form.children) {
    if (child.role === 'left' || child.role === 'right') values.push(lowering.evaluate(child));
    else lowering.run(child);
  }
  const [left = -1, right = -1] = values;
  const methods = lowering.language.id === 'python' ? METHODS.get(form.variant) : undefined;
  if (methods === undefined) return -1;
  return callOperator(lowering, form, { methods, left, right });
}

function callOperator(
  lowering: Lowering,
  form: Form,
  on: { methods: [string, string]; left: number; right: number },
): number {
  const { facts } = lowering;
  const { left, right } = on;
  const [method, reflected] = on.methods;
  const results: number[] = [joinValues(lowering, form, on)];
  if (method !== '' && mayBeObject(part(form, 'left')))
    results.push(callImplied(lowering, left, method, { form, arguments: [right] }));
  if (mayBeObject(part(form, 'right')))
    results.push(callImplied(lowering, right, reflected, { form, arguments: [left] }));
  const known = results.filter((result) => result >= 0);
  const [first] = known;
  if (first === undefined || known.length === 1) return first ?? -1;
  const joined = facts.variable();
  for (const result of known) facts.copy(joined, result);
  return joined;
}

const CONSTANTS = new Set(['string', 'number', 'list', 'dict']);

function mayBeObject(operand: Form | undefined): boolean {
  return operand !== undefined && !CONSTANTS.has(operand.kind);
}

/** What an operator makes of texts and lists. */
function joinValues(
  lowering: Lowering,
  form: Form,
  { left, right }: { left: number; right: number },
): number {
  const leftForm = part(form, 'left');
  const isAdd = form.variant === 'add';
  if (form.variant === 'mul' && leftForm?.kind === 'list') return left;
  if (leftForm === undefined || !(isAdd || form.variant === 'mod')) return -1;
  if (leftForm.kind === 'string') return lowerJoinedText(lowering, leftForm, form.variant);
  return isAdd && !isText(part(form, 'right')) ? joinLists(lowering, left, right) : -1;
}

function isText(operand: Form | undefined): boolean {
  return operand?.kind === 'string' || operand?.kind === 'number';
}

/**
 * `a + b` of two lists has the elements of both; where positions are unknown all are any element.
 */
function joinLists(lowering: Lowering, left: number, right: number): number {
  if (left < 0 || right < 0) return -1;
  const { facts } = lowering;
  const list = facts.container('list', enclosingPath(lowering));
  facts.store(list, '*', facts.derive(Op.element, left));
  facts.store(list, '*', facts.derive(Op.element, right));
  return list;
}
