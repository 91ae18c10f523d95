import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { rewrite } from './build-form.ts';
import { formAt, withChildren, withRole } from './edit-form.ts';
import { shapeTypeAlias } from './javascript-aliases.ts';
import { giveName, nameProperty } from './javascript-names.ts';
import { mergeOverloads } from './javascript-overloads.ts';

/** Shapes the forms of a JavaScript or TypeScript file. */
export function shapeJavascript(root: Form, text: string): void {
  rewrite(root, (form) => [mergeOverloads(shapeForm(form, text), text)]);
  root.children = mergeOverloads(root, text).children;
}

function shapeForm(form: Form, text: string): Form {
  switch (form.kind) {
    case 'group':
      return shapeGroup(form);
    case 'variable':
      return giveName(nameProperty(form, text), 'name', text);
    case 'pair':
      return giveName(form, 'key', text);
    case 'assign':
      return giveName(form, 'left', text);
    case 'function':
      return hoistDecorators(ownName(nameProperty(form, text)));
    case 'parameter':
      return hoistPattern(form);
    case 'call':
      return form.variant === 'element' ? elementCall(form) : loadCall(form, text);
    case 'iterate':
      return form.variant === 'keys' ? withoutElements(form) : form;
    case 'class':
      return form.variant === 'type' ? shapeTypeAlias(form) : form;
    default:
      return form;
  }
}

const KEEPS_GROUP = new Set(['', 'body', 'key', 'name', 'property', 'parameter', 'alias']);

/** Parentheses mean what is inside; of expressions in a row the last is the value. */
function shapeGroup(form: Form): Form {
  if (KEEPS_GROUP.has(form.role)) return form;
  const inside = form.children.filter((child) => child.kind !== 'comment');
  const last = inside.at(-1);
  if (last === undefined) return form;
  if (inside.length === 1) return withRole(last, form.role);
  const parts = inside.map((child) => withRole(child, child === last ? 'value' : ''));
  return withRole(formAt(form, 'either', parts), form.role);
}

/** A function expression sees itself by the name written in it, whatever it is assigned to. */
function ownName(form: Form): Form {
  const name = form.variant === 'expression' ? part(form, 'name') : undefined;
  return name === undefined
    ? form
    : withChildren(form, [...form.children, withRole(name, 'own_name')]);
}

/** Decorators of parameters are called where those of their function are. */
function hoistDecorators(form: Form): Form {
  const hoisted = form.children.flatMap((child) =>
    child.kind === 'parameter' ? child.children.filter(({ kind }) => kind === 'decorator') : [],
  );
  return hoisted.length === 0 ? form : withChildren(form, [...hoisted, ...form.children]);
}

/** The target of a rest parameter stands inside its dots. */
function hoistPattern(form: Form): Form {
  if (part(form, 'name') !== undefined || part(form, 'pattern') !== undefined) return form;
  const children = form.children.flatMap((child) =>
    child.kind === 'group' && child.role === '' ? child.children : [child],
  );
  return withChildren(form, children);
}

/** `<Box a={b} {...c} />` calls Box with one object. */
function elementCall(form: Form): Form {
  const entries: Form[] = [];
  const others: Form[] = [];
  for (const child of form.children)
    if (child.kind === 'keyword') entries.push(attribute(child));
    else if (child.kind === 'spread') entries.push(child);
    else others.push(child);
  const properties = withRole(formAt(form, 'dict', entries), 'argument');
  return withChildren(form, [...others, properties]);
}

function attribute(form: Form): Form {
  const children = form.children.map((child) =>
    child.role === 'name' ? withRole({ ...child, kind: 'name' }, 'key') : child,
  );
  return { ...formAt(form, 'pair', children), role: '' };
}

/** `require('x')` and `import('x')` load a module. */
function loadCall(form: Form, text: string): Form {
  const callee = part(form, 'callee');
  const source = part(form, 'argument');
  if (callee?.kind !== 'name' || source?.kind !== 'string' || source.children.length > 0)
    return form;
  const name = textOf(text, callee);
  if (name !== 'require' && name !== 'import') return form;
  return {
    ...formAt(form, 'loaded', [withRole(source, 'source')]),
    variant: name,
    role: form.role,
  };
}

/** `for (key in object)` goes over keys, which are texts. */
function withoutElements(form: Form): Form {
  return withChildren(
    form,
    form.children.map((child) => (child.role === 'right' ? withRole(child, 'over') : child)),
  );
}
