import type { Form } from '../forms.ts';
import { iterationValue } from './protocols.ts';
import { part } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { assignTo } from './patterns.ts';
import { openScope } from './scope.ts';
import { enclosingPath } from './symbols.ts';

/**
 * A comprehension: its clauses run in a scope of their own, its result is a list of what each round
 * gives.
 */
export function lowerComprehension(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  const names = lowering.names.survey.scopes.get(form);
  const result = part(form, 'result');
  const made = facts.container(result?.kind === 'pair' ? 'dict' : 'list', enclosingPath(lowering));
  if (names === undefined) return made;
  const outer = lowering.scope;
  lowering.scope = openScope(
    'block',
    { parent: outer, frame: lowering.frame, names },
    outer.symbol,
  );
  for (const child of form.children) {
    if (child === result) continue;
    if (child.kind === 'iterate') lowerClause(lowering, child);
    else lowering.run(child);
  }
  if (result !== undefined) lowerResult(lowering, made, result);
  lowering.scope = outer;
  return made;
}

function lowerClause(lowering: Lowering, clause: Form): void {
  const left = part(clause, 'left');
  const right = part(clause, 'right');
  if (right === undefined) return;
  const value = iterationValue(lowering, right);
  if (left !== undefined) assignTo(lowering, left, value);
  for (const child of clause.children) if (child !== left && child !== right) lowering.run(child);
}

function lowerResult(lowering: Lowering, made: number, result: Form): void {
  if (result.kind !== 'pair') {
    lowering.facts.store(made, '*', lowering.evaluate(result));
    return;
  }
  const key = part(result, 'key');
  const value = part(result, 'value');
  if (key !== undefined) lowering.evaluate(key);
  if (value !== undefined) lowering.facts.store(made, '*', lowering.evaluate(value));
}
