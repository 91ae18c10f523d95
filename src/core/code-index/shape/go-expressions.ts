import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, nameWithin, withRole } from './build-form.ts';

const VERSION = /^v\d+$/;

/** Stretches of a quoted import path that may be the name of its package. */
export function importedNames(source: string): [number, number][] {
  const steps: [number, number][] = [];
  for (const match of source.matchAll(/[^/"`]+/g))
    steps.push([match.index, match.index + match[0].length]);
  let last = steps.at(-1);
  const before = steps.at(-2);
  if (last !== undefined && before !== undefined && VERSION.test(source.slice(...last)))
    last = before;
  if (last === undefined) return [];
  const [start, end] = last;
  const found: [number, number][] = [];
  for (const match of source.slice(start, end).matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) {
    if (VERSION.test(match[0]) && found.length > 0) continue;
    found.push([start + match.index, start + match.index + match[0].length]);
  }
  return found;
}

/**
 * `F[T](x)` calls F, or an element of F when it is a table: the grammar does not distinguish them.
 */
export function withoutTypeArguments(form: Form, callee: Form): Form {
  const object = part(callee, 'object');
  if (object === undefined) return form;
  const either = formAt(callee, { kind: 'either', role: 'callee' }, [
    withRole(object, 'value'),
    withRole(callee, 'value'),
  ]);
  return { ...form, children: form.children.map((child) => (child === callee ? either : child)) };
}

/** `F[A](x)` and `t.f[i](x)` read like conversions to a generic type. */
export function genericCall(form: Form, text: string): Form {
  const type = part(form, 'type');
  const value = part(form, 'value');
  const name = type === undefined ? undefined : part(type, 'name');
  if (form.variant !== '' || type === undefined || name === undefined || value === undefined)
    return form;
  const path = pathOf(name, text);
  const element = formAt(name, { kind: 'subscript', role: 'value' }, [withRole(path, 'object')]);
  const callee = formAt(type, { kind: 'either', role: 'callee' }, [
    withRole(path, 'value'),
    element,
  ]);
  return formAt(form, { kind: 'call', role: form.role }, [callee, withRole(value, 'argument')]);
}

/** The words of a dotted name as reads of members. */
function pathOf(name: Form, text: string): Form {
  let end = name.start;
  let path: Form | undefined;
  for (const word of textOf(text, name).split('.')) {
    const step = nameWithin(name, end, end + word.length, path === undefined ? '' : 'property');
    end += word.length + 1;
    path =
      path === undefined
        ? step
        : formAt(name, { kind: 'member' }, [withRole(path, 'object'), step]);
  }
  return path ?? name;
}

export function flattenLiteral(form: Form): Form {
  const body = part(form, 'body');
  if (body === undefined) return form;
  return {
    ...form,
    children: [...form.children.filter((child) => child !== body), ...body.children],
  };
}
