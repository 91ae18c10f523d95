import type { Form } from '../forms.ts';
import { formAt, nameAt, withChildren, withRole } from './edit-form.ts';
import { RubyScope } from './ruby-scope.ts';
import { BLOCK, type ShapeRuby, shapeAll, shapeTarget } from './ruby-context.ts';

/**
 * A method, lambda or block: parameters, the block it takes, and the value of its last expression
 * as its result.
 */
export function shapeRubyFunction(form: Form, at: ShapeRuby): Form {
  const isMethod = form.variant === 'method' || form.variant === 'singleton';
  const nameForm = form.children.find((child) => child.role === 'name');
  const scope = new RubyScope(isMethod ? null : at.scope);
  const name = nameForm === undefined ? '' : at.text.slice(nameForm.start, nameForm.end);
  const isSelf = form.variant === 'singleton' || at.isOnClass;
  const method = isSelf ? `self.${name}` : name;
  const inside: ShapeRuby = { ...at, scope, method: isMethod ? method : at.method };
  const parameters = form.children
    .filter((child) => child.kind === 'parameter')
    .map((child) => shapeParameter(child, inside));
  const body = shapeAll(
    form.children
      .filter((child) => child.role === 'body')
      .flatMap((child) => (child.kind === 'group' ? child.children : [withRole(child, '')])),
    inside,
  );
  const isOnClass = isMethod && (form.variant === 'singleton' || at.isOnClass);
  const parts = [
    ...(nameForm === undefined ? [] : [withRole(withChildren(nameForm, []), 'name')]),
    ...parameters,
    ...blockParameter(form, isMethod),
    withRole(
      formAt(bodyPlace(form), 'group', [
        ...outerNames(form, scope),
        ...namedBlock(form, at.text),
        ...returning(body),
      ]),
      'body',
    ),
  ];
  return {
    ...withChildren(form, parts),
    variant: isMethod ? 'method' : form.variant,
    flags: isOnClass ? ['static'] : [],
  };
}

function bodyPlace(form: Form): Form {
  return form.children.find((child) => child.role === 'body') ?? { ...form, start: form.end };
}

function shapeParameter(form: Form, at: ShapeRuby): Form {
  const name = form.children.find((child) => child.role === 'name');
  if (name !== undefined) at.scope.declare(at.text.slice(name.start, name.end));
  const value = form.children.filter((child) => child.role === 'value');
  if (form.variant === 'block') return formAt(form, 'comment');
  if (name !== undefined) return withChildren(form, [name, ...shapeAll(value, at)]);
  const pattern = formAt(
    form,
    'pattern',
    form.children.map((child) => shapeTarget(child, { ...at })),
  );
  return withChildren(form, [withRole({ ...pattern, variant: 'list' }, 'pattern')]);
}

/** Every method may be given a block. */
function blockParameter(form: Form, isMethod: boolean): Form[] {
  if (!isMethod) return [];
  const parameter = formAt(form, 'parameter', [withRole(nameAt(form, BLOCK), 'name')]);
  return [{ ...parameter, variant: 'keyword_only' }];
}

/** `&block` in the parameters names the block. */
function namedBlock(form: Form, _text: string): Form[] {
  const parameter = form.children.find(
    (child) => child.kind === 'parameter' && child.variant === 'block',
  );
  const name = parameter?.children.find((child) => child.role === 'name');
  if (name === undefined) return [];
  return [formAt(name, 'assign', [withRole(name, 'left'), withRole(nameAt(name, BLOCK), 'right')])];
}

/** Lists for the lowering which names a block assigns outside of itself. */
function outerNames(form: Form, scope: RubyScope): Form[] {
  if (scope.outer.size === 0) return [];
  return [
    formAt(
      form,
      'global',
      [...scope.outer].map((name) => nameAt(form, name)),
    ),
  ];
}

const NO_VALUE = new Set([
  'return',
  'loop',
  'iterate',
  'global',
  'comment',
  'function',
  'class',
  'catch',
]);

/** A body's last expression is its value; in branches that of each arm. */
function returning(body: readonly Form[]): Form[] {
  const at = body.findLastIndex((form) => form.kind !== 'comment');
  const last = body[at];
  if (last === undefined) return [...body];
  // What a rescued body had as its last expression comes before the clauses.
  if (last.kind === 'catch' || (last.kind === 'arm' && body.some(({ kind }) => kind === 'catch')))
    return [...returning(body.slice(0, at)), returningInside(last), ...body.slice(at + 1)];
  return [...body.slice(0, at), returningInside(last), ...body.slice(at + 1)];
}

function returningInside(form: Form): Form {
  switch (form.kind) {
    case 'branch':
      return withChildren(
        form,
        form.children.map((child) => (child.kind === 'arm' ? returningInside(child) : child)),
      );
    case 'arm':
    case 'group':
      return form.role === '' || form.kind === 'arm'
        ? withChildren(form, returning(form.children))
        : form;
    case 'catch':
      return withChildren(
        form,
        form.children.map((child) =>
          child.role === 'body' ? withChildren(child, returning(child.children)) : child,
        ),
      );
    default:
      return NO_VALUE.has(form.kind) ? form : formAt(form, 'return', [withRole(form, 'value')]);
  }
}
