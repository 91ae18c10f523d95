import type { Form } from '../forms.ts';
import type { Lowering } from './lowering.ts';

const PASSING = new Set(['block', 'branch', 'arm', 'group']);

/**
 * Runs a part of a block: its last expression is the block's value; nothing else contributes to it.
 */
export function runInBlock(lowering: Lowering, form: Form, run: (form: Form) => void): void {
  const { blockValue } = lowering.statement;
  if (blockValue < 0 || (PASSING.has(form.kind) && form.role === '')) {
    run(form);
    return;
  }
  if (form.role === 'value') {
    lowering.statement.blockValue = -1;
    lowering.facts.copy(blockValue, lowering.evaluate(form));
  } else {
    lowering.statement.blockValue = -1;
    run(form);
  }
  lowering.statement.blockValue = blockValue;
}
