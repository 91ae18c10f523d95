import { Op } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { constantSlot } from './patterns.ts';
import { enclosingPath } from './symbols.ts';

/** A list, tuple or set literal: elements by position; after a spread positions are unknown. */
export function lowerList(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  const list = facts.container('list', enclosingPath(lowering));
  let index = 0;
  let isPositionKnown = true;
  for (const child of form.children) {
    if (child.kind === 'comment') continue;
    if (child.kind === 'spread') {
      const spread = spreadValue(lowering, child);
      if (spread >= 0) facts.store(list, '*', facts.derive(Op.element, spread));
      isPositionKnown = false;
      continue;
    }
    const value = lowering.evaluate(child);
    facts.store(list, isPositionKnown ? `[${index}]` : '*', value);
    index++;
  }
  return list;
}

/** A dict or object literal: values by constant key, `*` for keys that are computed. */
export function lowerDict(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  const isObject = lowering.language.modules === 'javascript';
  const dict = facts.container(isObject ? 'object' : 'dict', enclosingPath(lowering));
  for (const child of form.children) lowerEntry(lowering, dict, child);
  return dict;
}

function lowerEntry(lowering: Lowering, dict: number, child: Form): void {
  const { facts } = lowering;
  switch (child.kind) {
    case 'pair':
      lowerPair(lowering, dict, child);
      return;
    case 'spread': {
      const spread = spreadValue(lowering, child);
      if (spread >= 0) facts.emit(Op.merge, dict, spread);
      return;
    }
    case 'name':
      facts.store(dict, textOf(lowering.text, child), lowering.evaluate(child));
      return;
    case 'function': {
      const name = part(child, 'name');
      const value = lowering.evaluate(child);
      facts.store(dict, name === undefined ? '*' : textOf(lowering.text, name), value);
      receiveLiteral(lowering, dict, value);
      return;
    }
    default:
      lowering.run(child);
  }
}

function lowerPair(lowering: Lowering, dict: number, pair: Form): void {
  const { facts } = lowering;
  const key = part(pair, 'key');
  const value = part(pair, 'value');
  if (value === undefined) return;
  const slot = key === undefined ? '*' : keySlot(lowering, key);
  const keyVariable = slot === null && key !== undefined ? lowering.evaluate(key) : -1;
  const variable = lowering.evaluate(value);
  if (variable < 0) return;
  if (value.kind === 'function') receiveLiteral(lowering, dict, variable);
  if (slot !== null) facts.store(dict, slot, variable);
  else if (keyVariable >= 0) facts.emit(Op.storeKey, dict, keyVariable, variable);
  else facts.store(dict, '*', variable);
}

/**
 * Where no call says what a function of an object literal runs on, it runs on the object, as a
 * method does on its class.
 */
function receiveLiteral({ facts, language }: Lowering, dict: number, method: number): void {
  if (language.modules !== 'javascript') return;
  const object = facts.objects.findLast(({ variable }) => variable === method);
  const self = object?.function?.self ?? -1;
  if (self >= 0) facts.emit(Op.copy, self, dict, 1);
}

/** In object literals a bare name is the key's text; elsewhere it is a variable. */
function keySlot(lowering: Lowering, key: Form): string | null {
  const constant = constantSlot(lowering, key);
  if (constant !== null) return constant;
  const { modules } = lowering.language;
  const isText =
    (modules === 'javascript' || modules === 'c') && (key.kind === 'name' || key.kind === 'group');
  return isText && key.children.length === 0 ? textOf(lowering.text, key) : null;
}

export function spreadValue(lowering: Lowering, spread: Form): number {
  const inside = part(spread, 'value') ?? spread.children[0];
  return inside === undefined ? -1 : lowering.evaluate(inside);
}
