import { textOf } from '../lower/form-parts.ts';
import type { Form } from '../forms.ts';
import { withChildren } from './edit-form.ts';

/**
 * Takes out the prototypes of functions that the same file defines, and all but the first of those
 * it declares several times.
 */
export function dropPrototypes(root: Form, text: string): Form {
  const known = new Set<string>();
  eachFunction(root, text, '', (form, name) => {
    if (form.role !== 'prototype') known.add(name);
  });
  return dropIn(root, { text, known }, '');
}

function pathOf(form: Form, text: string, around: string): string {
  const name = form.children.find(({ role }) => role === 'name' || role === 'owner');
  const own =
    name === undefined ? '' : textOf(text, name).replaceAll(/<.*?>/g, '').replaceAll('::', '.');
  return around === '' ? own : `${around}.${own}`;
}

/** The number of parameters distinguishes functions of one name. */
function keyOf(form: Form, text: string, around: string): string {
  const parameters = form.children.filter(({ kind }) => kind === 'parameter').length;
  return `${pathOf(form, text, around)}/${parameters}`;
}

function isAround(form: Form): boolean {
  return form.kind === 'class' || form.kind === 'extension';
}

function eachFunction(
  form: Form,
  text: string,
  around: string,
  see: (form: Form, key: string) => void,
): void {
  for (const child of form.children) {
    if (child.kind === 'function') see(child, keyOf(child, text, around));
    else eachFunction(child, text, isAround(child) ? pathOf(child, text, around) : around, see);
  }
}

function dropIn(form: Form, at: { text: string; known: Set<string> }, around: string): Form {
  const children: Form[] = [];
  for (const child of form.children) {
    if (child.kind === 'function') {
      const key = keyOf(child, at.text, around);
      if (child.role === 'prototype') {
        if (at.known.has(key)) continue;
        at.known.add(key);
      }
      children.push(child);
    } else
      children.push(dropIn(child, at, isAround(child) ? pathOf(child, at.text, around) : around));
  }
  return withChildren(form, children);
}
