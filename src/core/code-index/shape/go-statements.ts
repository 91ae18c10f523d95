import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, partsOf, splitNames, withRole } from './build-form.ts';

/** Results in parentheses are a tuple; named ones are variables of the body too. */
export function namedResults(form: Form): Form {
  const results = part(form, 'result_type');
  if (results?.kind !== 'group') return form;
  const types = results.children.flatMap((child) => {
    const type = part(child, 'type');
    return type === undefined ? [] : [withRole(type, 'member')];
  });
  const [only] = types;
  const type =
    only !== undefined && types.length === 1
      ? withRole(only, 'result_type')
      : formAt(results, { kind: 'type', variant: 'tuple', role: 'result_type' }, types);
  const variables = results.children.flatMap((child) =>
    part(child, 'name') === undefined
      ? []
      : [formAt(child, { kind: 'variable', variant: 'let' }, child.children)],
  );
  const children = form.children.map((child) => {
    if (child === results) return type;
    if (child.role !== 'body') return child;
    return { ...child, children: [...variables, ...child.children] };
  });
  return { ...form, children };
}

/**
 * `a, b := f()` takes a tuple apart, `v, ok := m[k]` takes the value; `a, b := x, y` are two
 * declarations.
 */
export function pairTargets(form: Form, role: string): Form[] {
  const names = partsOf(form, role);
  const values = partsOf(form, 'value');
  const [value] = values;
  if (names.length < 2 || value === undefined || values.length > 1) return splitNames(form);
  const others = form.children.filter((child) => child.role !== role);
  if (value.kind === 'call') {
    const first = names[0] as Form;
    const pattern = formAt(first, { kind: 'pattern', variant: 'list', role: 'pattern' }, names);
    return [{ ...form, children: [pattern, ...others] }];
  }
  const rest = names
    .slice(1)
    .map((name) => formAt(name, { kind: 'variable', variant: form.variant }, [name]));
  return [{ ...form, children: [names[0] as Form, ...others] }, ...rest];
}

/** The same for assignments. */
export function joinTargets(form: Form): Form {
  const left = partsOf(form, 'left');
  const right = partsOf(form, 'right');
  if (left.length < 2) return form;
  const [value] = right;
  const first = left[0] as Form;
  if (right.length === 1 && value !== undefined && value.kind !== 'call')
    return { ...form, children: [first, value] };
  const targets = formAt(first, { kind: 'pattern', variant: 'list', role: 'left' }, left);
  const joined =
    right.length === 1 || value === undefined
      ? right
      : [formAt(value, { kind: 'list', role: 'right' }, right)];
  return { ...form, children: [targets, ...joined] };
}

/** Several values with one role become one list in it. */
export function joinParts(form: Form, role: string, kind: string): Form {
  const parts = partsOf(form, role);
  const [first] = parts;
  if (first === undefined || parts.length < 2) return form;
  const others = form.children.filter((child) => child.role !== role);
  return { ...form, children: [...others, formAt(first, { kind, role }, parts)] };
}

/**
 * Whether the only variable of a range serves as an index: it stands in brackets somewhere in the
 * body.
 */
function isIndex(form: Form, name: Form, text: string): boolean {
  const word = textOf(text, name);
  return text.slice(form.start, form.end).includes(`[${word}]`);
}

/** Ranging binds the element to the last name; the one before it is the key. */
export function iterateElements(form: Form, text: string): Form {
  const names = partsOf(form, 'left');
  const last = names.at(-1);
  if (last === undefined) return form;
  const others = form.children.filter((child) => child.role !== 'left');
  if (names.length === 1 && isIndex(form, last, text)) {
    const index = formAt(last, { kind: 'variable', variant: 'let' }, [withRole(last, 'name')]);
    return {
      ...form,
      kind: 'loop',
      children: [index, ...others.map((child) => withRole(child, ''))],
    };
  }
  const declares = form.flags.includes('declares');
  const left = declares
    ? formAt(last, { kind: 'variable', variant: 'let', role: 'left' }, [withRole(last, 'name')])
    : last;
  const key = names.length > 1 && declares ? names[0] : undefined;
  const declared =
    key === undefined
      ? []
      : [formAt(key, { kind: 'variable', variant: 'let' }, [withRole(key, 'name')])];
  return { ...form, children: [left, ...declared, ...others] };
}

/** Within each case the switch's name holds the value as the type of the case. */
export function typeSwitch(form: Form): Form {
  const alias = part(form, 'alias');
  const value = part(form, 'value');
  if (alias === undefined || value === undefined) return form;
  const children = form.children.flatMap((child) => {
    if (child === alias) return [];
    if (child === value) return [withRole(value, '')];
    const block = child.kind === 'arm' ? child.children[0] : undefined;
    if (block === undefined) return [child];
    const types = block.children.filter((inner) => inner.role === 'type');
    const rest = block.children.filter((inner) => inner.role !== 'type');
    const [type] = types;
    const seen =
      type === undefined || types.length > 1
        ? withRole(value, 'value')
        : formAt(value, { kind: 'cast', variant: 'only', role: 'value' }, [
            withRole(value, 'value'),
            type,
          ]);
    const variable = formAt(alias, { kind: 'variable', variant: 'let' }, [
      withRole(alias, 'name'),
      seen,
    ]);
    return [{ ...child, children: [{ ...block, children: [variable, ...rest] }] }];
  });
  return { ...form, children };
}
