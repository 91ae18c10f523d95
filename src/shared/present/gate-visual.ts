import { assertNever } from '../assert.ts';
import type { GateState } from '../states.ts';
import { type StatusVisual, visual } from './status-visual.ts';

/** How a gate, or the evidence of a whole run, looks. Only `pass` is green. */
export function gateVisual(state: GateState): StatusVisual {
  switch (state) {
    case 'pass':
      return visual('done', 'check', 'pass');
    case 'fail':
      return visual('error', 'cross', 'fail');
    case 'unverified':
      return visual('blocked', 'dashed', 'unverified');
    case 'not_measured':
      return visual('queued', 'dash', 'not measured');
    default:
      return assertNever(state);
  }
}
