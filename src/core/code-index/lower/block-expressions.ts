import { Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import type { Lowering } from './lowering.ts';
import { runPlain } from './statements.ts';

/**
 * Evaluates a block, a conditional or a match where it stands for a value: what its last
 * expressions make.
 */
export function lowerBlockValue(lowering: Lowering, form: Form): number {
  const outer = lowering.statement.blockValue;
  const value = lowering.facts.variable(Origin.temporary);
  lowering.statement.blockValue = value;
  runPlain(lowering, form);
  lowering.statement.blockValue = outer;
  return value;
}
