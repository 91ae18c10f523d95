import { Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import type { Lowering } from './lowering.ts';
import { runPlain } from './statements.ts';

/** Evaluates a block, a conditional or a match where it stands for a value: what its last expressions make. */
export function lowerBlockValue(lowering: Lowering, form: Form): number {
  const outer = lowering.blockValue;
  const value = lowering.facts.variable(Origin.temporary);
  lowering.blockValue = value;
  runPlain(lowering, form);
  lowering.blockValue = outer;
  return value;
}

const PASSING = new Set(['block', 'branch', 'arm', 'group']);

/** Runs a part of a block: its last expression is the block's value, anything else knows nothing of it. */
export function runInBlock(lowering: Lowering, form: Form, run: (form: Form) => void): void {
  const { blockValue } = lowering;
  if (blockValue < 0 || (PASSING.has(form.kind) && form.role === '')) {
    run(form);
    return;
  }
  if (form.role === 'value') {
    lowering.blockValue = -1;
    lowering.facts.copy(blockValue, lowering.evaluate(form));
  } else {
    lowering.blockValue = -1;
    run(form);
  }
  lowering.blockValue = blockValue;
}
