import { Op } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part } from './form-parts.ts';
import { promisedBy } from './javascript/declared-types.ts';
import { isDecisive } from './javascript/declared-values.ts';
import { noteLiteral } from './javascript/implementing-literals.ts';
import { type Lowering, runAll } from './lowering.ts';
import type { Frame } from './scope.ts';
import { copyPromise, lowerType } from './types.ts';

/** An async function returns a promise of what its code returns. */
export function promiseOf({ facts }: Lowering, frame: Frame): void {
  const promise = facts.container('promise', facts.symbols[frame.symbol]?.path ?? '');
  facts.copy(frame.result, promise);
  frame.outcome = frame.result;
  frame.result = facts.variable();
  facts.store(promise, '*', facts.derive(Op.await, frame.result));
}

/** What the declared type of a function's result promises. */
export function promiseResult(lowering: Lowering, form: Form, frame: Frame): void {
  const type = part(form, 'result_type');
  if (type === undefined) return;
  frame.resultType = type;
  if (!lowering.language.trustsTypes) {
    copyPromise(lowering, frame.result, lowerType(lowering, type));
    return;
  }
  const promised = promisedBy(lowering, type);
  lowering.facts.copy(frame.result, promised.variable);
  frame.isResultDeclared = isDecisive(lowering, promised);
}

/** Lowers the body of a function; the value of an expression body is returned. */
export function lowerBody(lowering: Lowering, form: Form): void {
  const { facts, frame } = lowering;
  const expression = part(form, 'result');
  if (expression !== undefined) {
    const value = lowering.evaluate(expression);
    noteLiteral(lowering, frame.resultType, { value: expression, variable: value });
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
  noteLiteral(lowering, frame.resultType, { value, variable });
  if (frame.yields < 0 && frame.isResultDeclared !== true)
    lowering.facts.copy(frame.result, variable);
}

/**
 * Lowers `yield`: the value joins the elements of the generator; the expression's own value is what
 * is sent in.
 */
export function lowerYield(lowering: Lowering, form: Form): number {
  const { facts, frame } = lowering;
  const value = part(form, 'value');
  if (value === undefined) return -1;
  const variable = lowering.evaluate(value);
  if (form.variant === 'from') facts.store(frame.yields, '*', facts.derive(Op.element, variable));
  else facts.store(frame.yields, '*', variable);
  return -1;
}
