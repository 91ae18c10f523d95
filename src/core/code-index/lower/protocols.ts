import { Op } from '../facts.ts';
import type { Form } from '../forms.ts';
import { textOf } from './form-parts.ts';
import { readFreeName } from './free-names.ts';
import type { Lowering } from './lowering.ts';

/**
 * A call that the language makes without writing it: iteration, context managers, operators.
 * Returns its result.
 */
export function callImplied(
  lowering: Lowering,
  receiver: number,
  method: string,
  at: { form: Form; arguments?: number[] },
): number {
  if (receiver < 0) return -1;
  const { facts } = lowering;
  const result = facts.variable();
  facts.call({
    line: at.form.line,
    column: at.form.column,
    caller: lowering.frame.symbol,
    callee: -1,
    receiver,
    property: facts.string(method),
    result,
    text: facts.string(textOf(lowering.text, at.form).slice(0, 80)),
    isNew: false,
    isImplied: true,
    arguments: (at.arguments ?? []).map((variable) => ({ variable, isSpread: false })),
    keywords: [],
  });
  return result;
}

/** Evaluates what a loop goes over and returns the variable of each round's value. */
export function iterationValue(lowering: Lowering, right: Form): number {
  const { facts } = lowering;
  const iterated = lowering.evaluate(right);
  if (iterated < 0) return -1;
  const value = facts.derive(Op.element, iterated);
  if (lowering.language.modules === 'javascript') {
    facts.copy(value, iterateByProtocol(lowering, iterated, right));
    return value;
  }
  if (lowering.language.id !== 'python') return value;
  const iterator = callImplied(lowering, iterated, '__iter__', { form: right });
  facts.copy(value, callImplied(lowering, iterator, '__next__', { form: right }));
  facts.copy(value, facts.derive(Op.element, iterator));
  return value;
}

/** `for (x of y)` calls `y[Symbol.iterator]()`; the compiler resolves no call there. */
function iterateByProtocol(
  { facts, frame, language }: Lowering,
  iterated: number,
  at: Form,
): number {
  const result = facts.variable();
  for (const method of ['[Symbol.iterator]', '[Symbol.asyncIterator]'])
    facts.call({
      line: at.line,
      column: at.column,
      caller: frame.symbol,
      callee: -1,
      receiver: iterated,
      property: facts.string(method),
      result,
      text: facts.string(method),
      isNew: false,
      isImplied: true,
      isSupposed: language.trustsTypes,
      arguments: [],
      keywords: [],
    });
  return facts.derive(Op.element, result);
}

/**
 * What `with` binds: in Python the result of `__enter__`, or what a generator made into a context
 * manager yields; elsewhere the value.
 */
export function enteredValue(lowering: Lowering, form: Form, value: number): number {
  if (lowering.language.id !== 'python' || value < 0) return value;
  const isAsync = form.flags.includes('async');
  const { facts } = lowering;
  const entered = callImplied(lowering, value, isAsync ? '__aenter__' : '__enter__', { form });
  callImplied(lowering, value, isAsync ? '__aexit__' : '__exit__', { form });
  const bound = facts.derive(Op.element, value);
  facts.copy(bound, isAsync ? facts.derive(Op.await, entered) : entered);
  return bound;
}

/**
 * `raise Error`: the class is called without being written as a call; an instance is raised as it
 * is.
 */
export function constructRaised(lowering: Lowering, raised: Form): void {
  const callee = lowering.evaluate(raised);
  if (callee < 0) return;
  const { facts } = lowering;
  facts.call({
    line: raised.line,
    column: raised.column,
    caller: lowering.frame.symbol,
    callee,
    receiver: -1,
    property: -1,
    result: -1,
    text: facts.string(textOf(lowering.text, raised).slice(0, 80)),
    isNew: true,
    isImplied: true,
    arguments: [],
    keywords: [],
  });
}

/** `x.__class__`, which is what the built-in `type(x)` gives. */
export function callTypeOf(lowering: Lowering, object: number, form: Form): number {
  if (object < 0) return -1;
  const { facts } = lowering;
  const result = facts.variable();
  facts.call({
    line: form.line,
    column: form.column,
    caller: lowering.frame.symbol,
    callee: readFreeName(lowering, 'type'),
    receiver: -1,
    property: -1,
    result,
    text: facts.string('type'),
    isNew: false,
    isImplied: true,
    isSupposed: true,
    arguments: [{ variable: object, isSpread: false }],
    keywords: [],
  });
  return result;
}
