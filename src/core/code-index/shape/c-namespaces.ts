import type { Form } from '../forms.ts';
import { qualifiedSteps, shapeQualified } from './c-types.ts';
import { formAt, withChildren, withRole } from './edit-form.ts';

/**
 * Joins the parts of a namespace that a list of forms opens several times, and nests `namespace
 * a::b`.
 */
export function shapeNamespace(forms: readonly Form[], text: string): Form[] {
  const known = new Map<string, { at: number; form: Form }>();
  const joined: Form[] = [];
  for (const form of forms) {
    const space = form.kind === 'class' && form.variant === 'namespace' ? nest(form) : null;
    const name = space?.children.find((child) => child.role === 'name');
    if (space === null || name === undefined) {
      joined.push(form);
      continue;
    }
    const key = text.slice(name.start, name.end);
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, { at: joined.length, form: space });
      joined.push(space);
    } else {
      before.form = join(before.form, space, text);
      joined[before.at] = before.form;
    }
  }
  return joined;
}

function nest(form: Form): Form {
  const name = form.children.find((child) => child.role === 'name');
  const steps = name === undefined ? [] : qualifiedSteps(name);
  const body = form.children.filter((child) => child.role === 'body');
  const [first, ...inner] = steps;
  if (first === undefined || inner.length === 0) return form;
  const nested = inner.reduceRight<Form[]>(
    (inside, step) => [spaceOf(form, step, inside)],
    body.flatMap(({ children }) => children),
  );
  return spaceOf(form, first, nested);
}

function spaceOf(form: Form, name: Form, inside: Form[]): Form {
  const body = withRole(formAt(form, 'group', inside), 'body');
  return withChildren(form, [withRole(name, 'name'), body]);
}

function join(first: Form, second: Form, text: string): Form {
  const more = second.children.filter((child) => child.role === 'body');
  return withChildren(
    first,
    first.children.map((child) =>
      child.role === 'body'
        ? withChildren(
            child,
            shapeNamespace([...child.children, ...more.flatMap(({ children }) => children)], text),
          )
        : child,
    ),
  );
}

/**
 * `using a::b::X` and `namespace z = a::b` give a name; `using namespace a` opens one; `using
 * Base::f` in a class adds nothing.
 */
export function shapeUsing(form: Form, isInClass: boolean): Form[] {
  const source = form.children.find((child) => child.role === 'source' || child.role === 'value');
  if (source === undefined) return [];
  const value = source.kind === 'qualified' ? shapeQualified(source) : source;
  if (form.kind === 'using' && form.variant === 'namespace')
    return [withChildren(form, [withRole(value, 'source')])];
  if (isInClass) return [];
  const name =
    form.children.find((child) => child.role === 'name') ?? qualifiedSteps(source).at(-1);
  if (name === undefined) return [];
  const alias = formAt(form, 'variable', [withRole(name, 'name'), withRole(value, 'value')]);
  return [{ ...alias, variant: 'alias' }];
}
