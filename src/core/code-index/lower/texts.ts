import { Op } from '../facts.ts';
import type { Form } from '../forms.ts';
import { constantText, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';

const LONGEST_KEY = 80;

/**
 * A constant text is followed when it is short enough to be a key; of a computed one its constant
 * beginning is.
 */
export function lowerString(lowering: Lowering, form: Form): number {
  const content = constantText(lowering.text, form);
  if (content !== null)
    return content.length > LONGEST_KEY ? -1 : makeText(lowering, keyText(lowering, content));
  for (const child of form.children) lowering.run(child);
  return makeBeginning(lowering, templateBeginning(lowering.text, form));
}

/** The key that a text is; in Python `d['1']` is not `d[1]`. */
export function keyText({ language }: Lowering, content: string): string {
  return language.id === 'python' && INTEGER.test(content) ? `"${content}"` : content;
}

const INTEGER = /^\d+$/;

export function makeText(lowering: Lowering, content: string): number {
  const variable = lowering.facts.variable();
  lowering.facts.emit(Op.text, variable, lowering.facts.string(content));
  return variable;
}

const NAME_BEGINNING = /^[A-Za-z_]\w+$/;

/** A text known by its beginning only, as the name of a member may be put together: `visit_*`. */
function makeBeginning(lowering: Lowering, beginning: string): number {
  return NAME_BEGINNING.test(beginning) ? makeText(lowering, `${beginning}*`) : -1;
}

/** `'visit_' + name` and `'visit_%s' % name`; -1 when the left operand is no such text. */
export function lowerJoinedText(lowering: Lowering, left: Form, operator: string): number {
  if (left.kind !== 'string') return -1;
  const content = constantText(lowering.text, left);
  if (content === null || content.length > LONGEST_KEY) return -1;
  if (operator === 'add') return makeBeginning(lowering, content);
  const percent = content.indexOf('%');
  return percent < 0 ? -1 : makeBeginning(lowering, content.slice(0, percent));
}

/** What stands before the first computed part of `f'on_{name}'` or a template. */
function templateBeginning(text: string, form: Form): string {
  const [first] = form.children;
  if (first === undefined) return '';
  const before = textOf(text, form).slice(0, first.start - form.start);
  const brace = before.lastIndexOf('{');
  const quote = /^\w*(?:'''|"""|['"`])/.exec(before);
  if (brace < 0 || quote === null) return '';
  return before.slice(quote[0].length, before[brace - 1] === '$' ? brace - 1 : brace);
}

/** The variable of a key, for a method that is called with it; -1 for any key. */
export function keyArgument(lowering: Lowering, slot: string | null, keyVariable: number): number {
  if (slot === null || slot === '*') return keyVariable;
  return makeText(lowering, slot.slice(1, -1));
}
