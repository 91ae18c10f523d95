import { Op } from '../facts.ts';
import type { Form } from '../forms.ts';
import { hasLinkage } from './linkage.ts';
import type { Lowering } from './lowering.ts';
import { lowerTypeName } from './types.ts';

/**
 * `struct command commands[] = { { "add", run } }`: the elements of a plain initializer are the
 * fields of the struct, in order.
 */
export function lowerPositions(lowering: Lowering, value: Form, type: Form, list: number): void {
  if (!hasLinkage(lowering) || list < 0 || value.kind !== 'list') return;
  const { facts } = lowering;
  const isArray = type.variant === 'list';
  const named = isArray ? type.children[0] : type;
  if (named === undefined) return;
  const ofClass = lowerTypeName(lowering, named);
  if (ofClass < 0) return;
  const lists = isArray ? facts.derive(Op.element, list) : list;
  facts.emit(Op.positions, lists, ofClass);
}
