import { Origin } from '../../facts.ts';
import type { Form } from '../../forms.ts';
import type { Lowering } from '../lowering.ts';

/** What is thrown somewhere in a file may be caught anywhere in it. */
const thrown = new WeakMap<Lowering, number>();

function thrownVariable(lowering: Lowering): number {
  const known = thrown.get(lowering);
  if (known !== undefined) return known;
  const variable = lowering.facts.variable(Origin.scope);
  thrown.set(lowering, variable);
  return variable;
}

/** Lowers `throw` of JavaScript. */
export function throwValue(lowering: Lowering, form: Form): void {
  for (const child of form.children)
    lowering.facts.copy(thrownVariable(lowering), lowering.evaluate(child));
}

/** What a `catch` without a declared type gets; -1 where the compiler says that it is unknown. */
export function caughtValue(lowering: Lowering): number {
  const { modules, trustsTypes } = lowering.language;
  return modules === 'javascript' && !trustsTypes ? thrownVariable(lowering) : -1;
}
