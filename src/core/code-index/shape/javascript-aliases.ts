import type { Form } from '../forms.ts';
import { part } from '../lower/form-parts.ts';
import { formAt, withChildren, withRole } from './edit-form.ts';

/**
 * `type A = { … } & B` is what an interface would be: a body and bases. Other aliases keep their
 * value.
 */
export function shapeTypeAlias(form: Form): Form {
  const value = part(form, 'value');
  if (value?.kind !== 'type') return form;
  const members =
    value.variant === 'object'
      ? [value]
      : value.variant === 'intersection'
        ? value.children.flatMap(flatten)
        : [];
  const bodies = members.filter((member) => member.variant === 'object');
  const bases = members.filter((member) => !bodies.includes(member));
  const areNamed = bases.every((base) => base.kind === 'type' && base.variant === '');
  if (bodies.length === 0 || !areNamed) return form;
  const others = form.children.filter((child) => child !== value);
  const body = formAt(
    value,
    'group',
    bodies.flatMap((member) => member.children),
  );
  return withChildren(form, [
    ...others,
    ...bases.map((base) => withRole(base, 'base')),
    withRole(body, 'body'),
  ]);
}

function flatten(form: Form): Form[] {
  return form.variant === 'intersection' ? form.children.flatMap(flatten) : [form];
}
