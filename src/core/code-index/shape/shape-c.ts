import type { Form } from '../forms.ts';
import { classNamed, shapeCallee, shapeConstruction } from './c-calls.ts';
import { shapeDeclaration } from './c-declarations.ts';
import { shapeFunction } from './c-functions.ts';
import type { CPlace } from './c-place.ts';
import { shapeMacro } from './c-macros.ts';
import { shapeNamespace, shapeUsing } from './c-namespaces.ts';
import { dropPrototypes } from './c-prototypes.ts';
import { shapeQualified, shapeType } from './c-types.ts';
import { callAt, formAt, withChildren, withRole } from './edit-form.ts';
import { readDeclarator } from './c-declarators.ts';

/**
 * Joins C and C++ declarators with their types, prototypes and definitions with their names, and
 * gives constructors their calls.
 */
export function shapeC(root: Form, text: string, isPlusPlus: boolean): Form {
  const at: CPlace = { text, isPlusPlus, classes: [], bases: [], isInBody: false };
  const children = shapeNamespace(
    root.children.flatMap((child) => shape(child, at)),
    text,
  );
  return dropPrototypes(withChildren(root, children), text);
}

function shape(form: Form, at: CPlace): Form[] {
  if (form.kind === 'class') return [shapeClass(form, at)];
  if (form.kind === 'type') return [form];
  if (form.kind === 'qualified' || form.kind === 'generic')
    return [KEPT_ROLES.has(form.role) ? form : shapeQualified(form)];
  const inside = form.kind === 'function' ? { ...at, isInBody: true } : at;
  const children = form.children.flatMap((child) => shape(child, inside));
  return shapeOne(withChildren(form, children), at);
}

function shapeClass(form: Form, at: CPlace): Form {
  const nameForm = form.children.find((child) => child.role === 'name');
  const isSpace = form.variant === 'namespace' || form.variant === 'type';
  const name = nameForm === undefined ? '' : lastName(nameForm, at.text);
  const inside: CPlace = {
    ...at,
    classes: isSpace ? [] : [...at.classes, name],
    bases: isSpace ? [] : baseNames(form, at.text),
    isInBody: false,
  };
  const children = form.children.flatMap((child) => shape(child, inside));
  const shaped = withChildren(form, shapeParts(form, children, at.text));
  return isAbstract(form, at.text) ? { ...shaped, flags: [...shaped.flags, 'abstract'] } : shaped;
}

/** A class with a method `= 0` is abstract. */
function isAbstract(form: Form, text: string): boolean {
  if (form.variant !== '' && form.variant !== 'struct') return false;
  return /\)\s*(?:const\s*)?(?:noexcept\s*)?=\s*0\s*;/.test(text.slice(form.start, form.end));
}

function shapeParts(form: Form, children: Form[], text: string): Form[] {
  return children.map((child) => {
    if (child.role === 'base' && form.variant !== 'namespace')
      return withRole(shapeType(child, text) ?? formAt(child, 'group'), 'base');
    if (child.role === 'body') return withChildren(child, shapeNamespace(child.children, text));
    return child;
  });
}

function lastName(form: Form, text: string): string {
  const last = form.children.at(-1);
  return form.kind === 'name' || last === undefined
    ? text.slice(form.start, form.end)
    : lastName(last, text);
}

function baseNames(form: Form, text: string): string[] {
  return form.children
    .filter((child) => child.role === 'base')
    .map((child) => text.slice(child.start, child.end).replace(/<.*$/s, '').replace(/^.*::/s, ''));
}

type Shape = (form: Form, at: CPlace) => Form[];

const SHAPES = new Map<string, Shape>([
  ['declare', shapeDeclaration],
  [
    'function',
    (form, at) =>
      form.variant === 'macro' ? [shapeMacro(form, at.text)] : shapeFunction(form, at),
  ],
  ['parameter', (form, at) => shapeParameter(form, at.text)],
  ['call', (form, at) => [shapeCallee(form, at.text)]],
  ['new', (form, at) => [shapeConstruction(form, at.text)]],
  ['member', (form, at) => [elementOfPair(withChildren(form, form.children.map(plainName)), at)]],
  ['group', (form) => [passThrough(form)]],
  ['cast', (form, at) => [constructOf(form, at) ?? shapeCast(form, at.text)]],
  ['assign', (form) => [assignCounter(form)]],
  ['iterate', (form, at) => [shapeIterate(form, at.text)]],
  ['catch', (form) => [shapeCatch(form)]],
  ['using', (form, at) => shapeUsing(form, at.classes.length > 0)],
  ['alias', (form, at) => shapeUsing(form, at.classes.length > 0)],
  ['captures', () => []],
]);

function shapeOne(form: Form, at: CPlace): Form[] {
  return SHAPES.get(form.kind)?.(form, at) ?? [form];
}

/** Qualified names in the places of types, names and callees are read by the forms around them. */
const KEPT_ROLES = new Set([
  'type',
  'result_type',
  'base',
  'name',
  'source',
  'callee',
  'property',
  'left',
]);

/** `&f`, `*f` and `(f)` are f. */
function passThrough(form: Form): Form {
  const [only, ...others] = form.children;
  if (only === undefined || others.length > 0 || form.role === 'body') return form;
  return only.role === '' || only.role === 'argument' ? withRole(only, form.role) : form;
}

/** `entry->second` of a map is what the map holds, which is how its elements are followed. */
function elementOfPair(form: Form, at: CPlace): Form {
  const object = form.children.find((child) => child.role === 'object');
  const property = form.children.find((child) => child.role === 'property');
  if (!at.isPlusPlus || object === undefined || property === undefined) return form;
  if (at.text.slice(property.start, property.end) !== 'second') return form;
  const either = formAt(form, 'either', [withRole(form, 'value'), withRole(object, 'value')]);
  return withRole(either, form.role);
}

/**
 * Variables are not followed as counters: `i = 0` says nothing of what i is later, and `i++` and `n
 * += 2` only use what they change.
 */
function assignCounter(form: Form): Form {
  const right = form.children.find((child) => child.role === 'right');
  if (form.variant === 'augmented')
    return formAt(
      form,
      'operation',
      form.children.map((child) => withRole(child, '')),
    );
  if (right?.kind !== 'number') return form;
  const value = withRole(formAt(right, 'operation'), 'right');
  return withChildren(
    form,
    form.children.map((child) => (child === right ? value : child)),
  );
}

/** `x.template f<int>` is the member f. */
function plainName(form: Form): Form {
  if (form.kind !== 'generic') return form;
  return withRole(shapeQualified(form), form.role);
}

function shapeParameter(form: Form, text: string): Form[] {
  const { name, value } = readDeclarator(withChildren(form, form.children));
  const type = form.children.find((child) => child.role === 'type');
  if (name === undefined && text.slice(form.start, form.end) === 'void') return [];
  const shaped = type === undefined ? null : shapeType(type, text);
  const parts = [name, shaped ?? undefined, value].filter((child) => child !== undefined);
  return [withChildren(form, parts)];
}

/** `X{1, 2}` in C++ makes an X. */
function constructOf(form: Form, at: CPlace): Form | null {
  const type = form.children.find((child) => child.role === 'type');
  const value = form.children.find((child) => child.role === 'value');
  if (!at.isPlusPlus || type === undefined || value === undefined) return null;
  if (value.kind !== 'list' && value.kind !== 'dict') return null;
  const named = classNamed(type.kind === 'group' ? (type.children[0] ?? type) : type, at.text);
  const values = value.kind === 'list' ? value.children : [];
  return named === null ? null : withRole(callAt(form, 'new', named, values), form.role);
}

function shapeCast(form: Form, text: string): Form {
  return withChildren(
    form,
    form.children.flatMap((child) => {
      if (child.role !== 'type') return [child];
      const shaped = shapeType(child.kind === 'group' ? (child.children[0] ?? child) : child, text);
      return shaped === null ? [] : [withRole(shaped, 'type')];
    }),
  );
}

/** A loop's variable without its pointers and references; a written type holds for it as well. */
function shapeIterate(form: Form, text: string): Form {
  const left = form.children.find((child) => child.role === 'left');
  const type = form.children.find((child) => child.role === 'type');
  const others = form.children.filter((child) => child !== left && child !== type);
  if (left === undefined) return withChildren(form, others);
  const name = left.kind === 'name' ? left : (readDeclarator(left).name ?? left);
  const shaped = type === undefined ? null : shapeType(type, text);
  const target = withRole(name, 'left');
  if (shaped === null) return withChildren(form, [target, ...others]);
  const promise = formAt(name, 'assign', [
    withRole(name, 'left'),
    withRole(name, 'right'),
    withRole(shaped, 'type'),
  ]);
  const right = others.filter((child) => child.role === 'right');
  return withChildren(form, [
    target,
    ...right,
    promise,
    ...others.filter((child) => child.role !== 'right'),
  ]);
}

/** `catch (const E &e)`: the parameter's name and type belong to the clause. */
function shapeCatch(form: Form): Form {
  return withChildren(
    form,
    form.children.flatMap((child) => {
      if (child.kind !== 'parameter') return [child];
      return child.children.map((inner) =>
        inner.role === 'name' ? withRole(inner, 'left') : inner,
      );
    }),
  );
}
