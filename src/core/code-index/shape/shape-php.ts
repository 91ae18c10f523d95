import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';
import { formAt, memberAt, nameAt, withChildren, withRole } from './edit-form.ts';
import { shapePhpCall } from './php-calls.ts';
import type { PhpPlace } from './php-place.ts';
import { applyDocblocks } from './docblocks.ts';
import { docName, readPhpNames, shapePhpImport, shapeQualifiedName } from './php-names.ts';

/**
 * Gives PHP's variables, scopes and callables the forms of what they mean. Variables keep their
 * `$`, which sets them apart.
 */
export function shapePhp(root: Form, text: string): Form {
  const at: PhpPlace = { text, names: readPhpNames(root, text), className: '' };
  const shaped = withChildren(root, shapeAll(root.children, at));
  return applyDocblocks(shaped, {
    text,
    namesIn: (className) => ({
      named: (written, place) => {
        const isOwn = /^(?:self|static|\$this)$/.test(written);
        if (isOwn && className === '') return null;
        return isOwn ? nameAt(place, className) : docName(written, place, at.names);
      },
    }),
  });
}

export function shapeAll(forms: readonly Form[], at: PhpPlace): Form[] {
  return forms.flatMap((form) => shape(form, at));
}

/** Shapes a form from the inside out; a class passes its name to what it holds. */
export function shape(form: Form, at: PhpPlace): Form[] {
  if (form.kind === 'comment') return [form];
  if (form.kind === 'package') return shapeNamespace(form);
  if (form.kind === 'import') return shapePhpImport(form, at.text);
  if (form.kind === 'qualified') return [shapeQualifiedName(form, at.names, at.text)];
  if (form.kind === 'include') return [shapeInclude(form, at.text)];
  if (form.kind === 'dollar') return [shapeVariable(form, at)];
  if (form.kind === 'class') return [shapeClass(form, at)];
  return shapeOne(withChildren(form, shapeAll(form.children, at)), at);
}

type Shape = (form: Form, at: PhpPlace) => Form[];

const SHAPES = new Map<string, Shape>([
  ['name', (form, at) => [shapeSelf(form, at)]],
  ['relative', (form, at) => [shapeSelf(form, at)]],
  ['method_call', (form, at) => [shapePhpCall(form, at)]],
  ['call', (form, at) => [shapePhpCall(form, at)]],
  ['new', (form, at) => [shapePhpCall(form, at)]],
  ['member', (form, at) => [shapeMember(form, at)]],
  ['constant_of', (form, at) => [shapeConstant(form, at)]],
  ['properties', shapeProperties],
  ['type', (form, at) => [shapeType(form, at)]],
  ['plain', () => []],
  ['assign', (form) => [shapeAssign(form)]],
  ['iterate', (form) => [withChildren(form, form.children.flatMap(unpair))]],
  ['pattern', (form) => [shapePattern(form)]],
  ['list', (form, at) => [orCallable(form, at)]],
  ['group', (form) => [passThrough(form)]],
]);

function shapeOne(form: Form, at: PhpPlace): Form[] {
  return SHAPES.get(form.kind)?.(form, at) ?? [form];
}

/** A namespace is a definition besides the package it names. */
function shapeNamespace(form: Form): Form[] {
  const name = form.children.find((child) => child.role === 'name');
  if (name === undefined) return [form];
  const plainName = withRole(withChildren(name, []), 'name');
  return [form, { ...formAt(form, 'variable', [plainName]), variant: 'namespace' }];
}

/** `$this` is the object; any other variable a name with its sign. */
function shapeVariable(form: Form, at: PhpPlace): Form {
  const name = at.text.slice(form.start, form.end);
  return withRole(name === '$this' ? formAt(form, 'this') : formAt(form, 'name'), form.role);
}

/**
 * `self` is the class around, `static` the class of the object at hand, `parent` what follows
 * above.
 */
function shapeSelf(form: Form, at: PhpPlace): Form {
  if (form.role === 'property' || (form.role === 'name' && form.kind === 'name')) return form;
  switch (at.text.slice(form.start, form.end).toLowerCase()) {
    case 'self':
      return withRole(
        at.className === '' ? formAt(form, 'this') : nameAt(form, at.className),
        form.role,
      );
    case 'static':
      return withRole(formAt(form, 'this'), form.role);
    case 'parent':
      return withRole(formAt(form, 'super'), form.role);
    default:
      return form;
  }
}

function shapeClass(form: Form, at: PhpPlace): Form {
  const name = form.children.find((child) => child.role === 'name');
  const className = name === undefined ? '' : at.text.slice(name.start, name.end);
  const inside: PhpPlace = { ...at, className };
  const body = form.children.find((child) => child.role === 'body');
  const traits = (body?.children ?? [])
    .filter((child) => child.kind === 'traits')
    .flatMap((child) =>
      child.children.filter(({ kind }) => kind === 'name' || kind === 'qualified'),
    )
    .map((child) => withRole(child, 'base'));
  const bases = form.children.filter((child) => child.role === 'base');
  const others = form.children.filter((child) => child !== body && child.role !== 'base');
  const shaped = [
    ...shapeAll(others, inside),
    ...shapeAll([...traits, ...bases], inside),
    ...(body === undefined
      ? []
      : [
          withChildren(
            body,
            shapeAll(
              body.children.filter(({ kind }) => kind !== 'traits'),
              inside,
            ),
          ),
        ]),
  ];
  return withChildren(form, shaped);
}

/** Properties keep the sign of a variable, as methods have names of their own. */
function shapeMember(form: Form, at: PhpPlace): Form {
  return withChildren(
    form,
    form.children.flatMap((child) => {
      if (child.role !== 'property') return [child];
      const written = at.text.slice(child.start, child.end);
      return [
        withRole(nameAt(child, written.startsWith('$') ? written : `$${written}`), 'property'),
      ];
    }),
  );
}

/** `X::class` is X; other constants of a class are members of it. */
function shapeConstant(form: Form, at: PhpPlace): Form {
  const object = form.children.find((child) => child.role === 'object');
  const property = form.children.find((child) => child.role === 'property');
  if (object === undefined || property === undefined) return formAt(form, 'group');
  if (at.text.slice(property.start, property.end) === 'class') return withRole(object, form.role);
  return withRole(memberAt(form, object, property), form.role);
}

/**
 * One declaration of properties: each with its type, as a symbol without the sign and a member with
 * it.
 */
function shapeProperties(form: Form, at: PhpPlace): Form[] {
  const type = form.children.find((child) => child.role === 'type');
  return form.children.flatMap((child) => {
    if (child.kind !== 'variable') return [];
    const name = child.children.find(({ role }) => role === 'name');
    if (name === undefined) return [];
    const plain = nameAt(name, at.text.slice(name.start + 1, name.end));
    const symbol = withChildren(child, [withRole(plain, 'name')]);
    const value = child.children.filter(({ role }) => role === 'value');
    const parts = [...child.children.filter(({ role }) => role === 'name'), ...value];
    const held = withChildren(child, type === undefined ? parts : [...parts, type]);
    return [symbol, { ...held, variant: 'alias' }];
  });
}

const NO_CLASS = new Set(['array', 'callable', 'iterable', 'mixed', 'object']);

/** `self` and `static` as types are the class around. */
function shapeType(form: Form, at: PhpPlace): Form {
  const [name] = form.children;
  if (name === undefined || form.variant !== '') return form;
  const written = at.text.slice(name.start, name.end).toLowerCase();
  if (NO_CLASS.has(written)) return withChildren(form, []);
  if ((written === 'self' || written === 'static') && at.className !== '')
    return withChildren(form, [withRole(nameAt(name, at.className), 'name')]);
  if (name.kind === 'whole_name') return withChildren(form, [withRole(name, 'name')]);
  return form;
}

function shapeAssign(form: Form): Form {
  const left = form.children.find((child) => child.role === 'left');
  const right = form.children.find((child) => child.role === 'right');
  if (form.variant === 'step' && left !== undefined)
    return {
      ...withChildren(form, [left, withRole(formAt(form, 'operation'), 'right')]),
      variant: '',
    };
  if (left === undefined || right === undefined || form.variant !== 'or') return form;
  const either = formAt(form, 'either', [withRole(left, 'value'), withRole(right, 'value')]);
  return { ...withChildren(form, [left, withRole(either, 'right')]), variant: '' };
}

/** `foreach ($xs as $k => $v)`: only the value is followed. */
function unpair(form: Form): Form[] {
  if (form.role !== 'pair') return [form];
  return form.children.filter((child) => child.role === 'left');
}

/** `['k' => $v] = $xs` pairs keys with targets; the grammar lists them one after the other. */
function shapePattern(form: Form): Form {
  const pairs: Form[] = [];
  for (const [at, child] of form.children.entries()) {
    const next = form.children[at + 1];
    if (child.kind !== 'string' || next === undefined) continue;
    pairs.push(formAt(child, 'pair', [withRole(child, 'key'), withRole(next, 'value')]));
  }
  return pairs.length === 0 ? form : { ...withChildren(form, pairs), variant: 'dict' };
}

function passThrough(form: Form): Form {
  const [only, ...others] = form.children;
  if (only === undefined || others.length > 0 || form.role === 'body' || form.role === 'type')
    return form;
  return only.role === '' ? withRole(only, form.role) : form;
}

/** The constant end of the path: `__DIR__ . '/lib/math.php'`. */
function shapeInclude(form: Form, text: string): Form {
  const written = [...text.slice(form.start, form.end).matchAll(/(["'])((?:(?!\1)[^$])*)\1/g)];
  const path = written.at(-1)?.[2];
  const place = form.children[0] ?? form;
  if (path === undefined) return formAt(form, 'group');
  return formAt(form, 'include', [withRole(nameAt(place, path), 'source')]);
}

/** `[$object, 'method']` may be a pair of values or the method it names. */
function orCallable(form: Form, at: PhpPlace): Form {
  const callable = callableNamed(form, at);
  if (callable === null) return form;
  const values = [withRole(form, 'value'), withRole(callable, 'value')];
  return withRole(formAt(form, 'either', values), form.role);
}

/**
 * The value that a callable names: `'clean'`, `'A::b'`, `[$object, 'method']`, `[A::class, 'b']`;
 * null when it names none.
 */
function callableNamed(form: Form, at: PhpPlace): Form | null {
  if (form.kind === 'string') return functionNamed(form, at);
  const [object, method, ...others] = form.children;
  if (object === undefined || method?.kind !== 'string' || others.length > 0) return null;
  const name = at.text.slice(method.start + 1, method.end - 1);
  if (!/^\w+$/.test(name)) return null;
  const owner = object.kind === 'string' ? functionNamed(object, at) : withRole(object, '');
  return owner === null ? null : memberAt(form, owner, nameAt(method, name));
}

/** `'clean'`, `'A\\b'` or `'A::b'`. */
function functionNamed(form: Form, at: PhpPlace): Form | null {
  const written = at.text.slice(form.start + 1, form.end - 1).replaceAll('\\\\', '\\');
  const [whole, scope = '', method] = /^\\?([A-Za-z_][\w\\]*)(?:::(\w+))?$/.exec(written) ?? [];
  if (whole === undefined) return null;
  const name: Form = scope.includes('\\')
    ? readingAs(formAt(form, 'whole_name'), scope)
    : nameAt(form, scope);
  return method === undefined ? name : memberAt(form, name, nameAt(form, method));
}
