import type { Form } from '../forms.ts';
import type { Lowering } from './lowering.ts';
import { assignTo } from './patterns.ts';
import { enclosingPath } from './symbols.ts';

function elementsOf(form: Form): Form[] {
  return form.children.filter((child) => child.kind !== 'comment');
}

/**
 * Whether both sides of an assignment are written out, so that each target meets its own value: `a,
 * b = f, g`.
 */
export function mayPair(left: Form, right: Form): boolean {
  if (left.kind !== 'pattern' || left.variant !== 'list' || right.kind !== 'list') return false;
  const targets = elementsOf(left);
  const values = elementsOf(right);
  if (values.some((value) => value.kind === 'spread')) return false;
  const stars = targets.filter((target) => target.kind === 'spread').length;
  return stars === 0
    ? targets.length === values.length
    : stars === 1 && values.length >= targets.length - 1;
}

/**
 * Assigns pair by pair; all values are read before the first target changes, so that `a, b = b, a`
 * swaps.
 */
export function assignPaired(lowering: Lowering, left: Form, right: Form): void {
  const targets = elementsOf(left);
  const values = elementsOf(right);
  const pairs: [Form, number][] = [];
  const surplus = values.length - targets.length;
  let at = 0;
  for (const target of targets) {
    const taken = target.kind === 'spread' ? surplus + 1 : 1;
    const read = values.slice(at, at + taken).map((value) => lowering.evaluate(value));
    pairs.push([target, target.kind === 'spread' ? listOf(lowering, read) : (read[0] ?? -1)]);
    at += taken;
  }
  for (const [target, value] of pairs) {
    const [inner] = target.children;
    const taker = target.kind === 'spread' && inner !== undefined ? inner : target;
    assignTo(lowering, taker, value);
  }
}

function listOf(lowering: Lowering, values: readonly number[]): number {
  const { facts } = lowering;
  const list = facts.container('list', enclosingPath(lowering));
  for (const [index, value] of values.entries()) facts.store(list, `[${index}]`, value);
  return list;
}
