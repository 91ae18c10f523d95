import type { Form } from '../forms.ts';
import { callAt, formAt, memberAt, nameAt, withChildren, withRole } from './edit-form.ts';
import {
  BLOCK,
  type ShapeRuby,
  shapeAlias,
  shapeAll,
  shapeSuper,
  shapeSymbol,
  shapeTarget,
  VISIBILITY,
} from './ruby-context.ts';
import { shapeRubyCall } from './ruby-calls.ts';
import { shapeRubyClass } from './ruby-classes.ts';
import { shapeRubyFunction } from './ruby-functions.ts';
import { RubyScope } from './ruby-scope.ts';

/**
 * Distinguishes Ruby's bare calls from local names, and gives blocks, accessors, mixins and `send`
 * the forms of what they do.
 */
export function shapeRuby(root: Form, text: string): Form {
  const at = { text, scope: new RubyScope(), classes: [], method: '', isOnClass: false, shape };
  return withChildren(root, shapeAll(root.children, at));
}

type Shape = (form: Form, at: ShapeRuby) => Form[];

const SHAPES = new Map<string, Shape>([
  ['name', (form, at) => [shapeName(form, at)]],
  ['symbol', (form, at) => [shapeSymbol(form, at.text)]],
  ['variable_of', (form, at) => [shapeField(form, at)]],
  ['call', shapeRubyCall],
  ['append', (form, at) => [shapeAppend(form, at)]],
  ['super', (form, at) => [shapeSuper(form, [], at)]],
  ['yield', (form, at) => [shapeYield(form, at)]],
  ['class', shapeRubyClass],
  ['singleton', (form, at) => shapeBody(form, { ...at, isOnClass: true })],
  ['function', (form, at) => [shapeRubyFunction(form, at)]],
  ['assign', shapeAssign],
  ['alias', shapeAlias],
  ['branch', (form, at) => [shapeBranch(form, at)]],
  ['iterate', (form, at) => [shapeWithLeft(form, at)]],
  ['catch', (form, at) => [shapeWithLeft(form, at)]],
  ['member', (form, at) => [shapeMember(form, at)]],
]);

/** Shapes a form in the order Ruby reads it: an assignment's value before its name. */
function shape(form: Form, at: ShapeRuby): Form[] {
  const shapeKind = SHAPES.get(form.kind);
  if (shapeKind !== undefined) return shapeKind(form, at);
  return [withChildren(form, shapeAll(form.children, at))];
}

function shapeMember(form: Form, at: ShapeRuby): Form {
  return withChildren(
    form,
    form.children.flatMap((child) => (child.role === 'property' ? [child] : shape(child, at))),
  );
}

const CONSTANT = /^[A-Z]/;

/** A local name, a constant, or a call without parentheses. */
function shapeName(form: Form, at: ShapeRuby): Form {
  const name = at.text.slice(form.start, form.end);
  if (CONSTANT.test(name) || name.startsWith('$') || at.scope.has(name)) return form;
  if (VISIBILITY.has(name)) return withRole(formAt(form, 'comment'), '');
  const isMade = name === 'new' && at.classes.length > 0;
  const callee = formAt(form, isMade ? 'this' : 'name');
  return withRole(callAt(form, isMade ? 'new' : 'call', callee, []), form.role);
}

/**
 * `@name` is a member of the object, `@@name` one of the class; both keep their sign, as methods
 * have names of their own.
 */
function shapeField(form: Form, at: ShapeRuby): Form {
  const own = at.classes.at(-1);
  const object =
    form.variant === 'class' && own !== undefined ? nameAt(form, own) : formAt(form, 'this');
  const name = nameAt(form, at.text.slice(form.start, form.end));
  return withRole(memberAt(form, object, name), form.role);
}

/** `list << value` adds to the list. */
function shapeAppend(form: Form, at: ShapeRuby): Form {
  const [left, ...right] = shapeAll(form.children, at);
  if (left === undefined) return form;
  const callee = memberAt(form, withRole(left, ''), nameAt(left, 'push'));
  return withRole(callAt(form, 'call', callee, right), form.role);
}

function shapeYield(form: Form, at: ShapeRuby): Form {
  const values = shapeAll(form.children, at);
  return withRole(callAt(form, 'call', nameAt(form, BLOCK), values), form.role);
}

function shapeBody(form: Form, at: ShapeRuby): Form[] {
  const body = form.children.filter((child) => child.role === 'body');
  return body.flatMap((child) => shapeAll(child.children, at));
}

function shapeAssign(form: Form, at: ShapeRuby): Form[] {
  const left = form.children.find((child) => child.role === 'left');
  const right = form.children.find((child) => child.role === 'right');
  if (left === undefined || right === undefined) return [];
  const made = left.kind === 'name' ? shapeMadeClass(form, { left, right }, at) : null;
  if (made !== null) return made;
  const [value = right] = shape(right, at);
  const values = withRole(value, 'right');
  if (left.kind === 'call') return [shapeSetter(form, left, value, at)];
  const target = withRole(shapeTarget(left, at), 'left');
  if (form.variant !== 'or') return [withChildren(form, [target, values])];
  const either = formAt(form, 'either', [withRole(target, 'value'), withRole(value, 'value')]);
  return [{ ...withChildren(form, [target, withRole(either, 'right')]), variant: '' }];
}

/** `Point = Struct.new(:x) do … end` and `Error = Class.new(Base) do … end` define classes. */
function shapeMadeClass(
  form: Form,
  { left, right }: { left: Form; right: Form },
  at: ShapeRuby,
): Form[] | null {
  if (right.kind !== 'call' || form.role !== '') return null;
  const maker = at.text.slice(right.start, right.start + 40);
  const found = /^(Struct|Class|Module|Data)\.(?:new|define)\b/.exec(maker);
  if (found === null) return null;
  const block = right.children.find((child) => child.kind === 'function');
  const body = block?.children.filter((child) => child.role === 'body') ?? [];
  const base = right.children.filter(
    (child) => found[1] === 'Class' && child.role === 'argument' && child.kind !== 'symbol',
  );
  const parts = [
    withRole(left, 'name'),
    ...base.map((child) => withRole(child, 'base')),
    ...(body.length > 0
      ? body
      : [withRole(formAt({ ...right, start: right.end }, 'group'), 'body')]),
  ];
  return shapeRubyClass(
    { ...formAt(form, 'class', parts), variant: found[1] === 'Struct' ? 'struct' : '' },
    at,
  );
}

/** `object.name = value` calls the method `name=`. */
function shapeSetter(form: Form, left: Form, value: Form, at: ShapeRuby): Form {
  const object = left.children.find((child) => child.role === 'object');
  const property = left.children.find((child) => child.role === 'property');
  if (object === undefined || property === undefined) return withRole(value, form.role);
  const [receiver = object] = shape(object, at);
  const name = nameAt(property, `${at.text.slice(property.start, property.end)}=`);
  return withRole(callAt(form, 'call', memberAt(left, receiver, name), [value]), form.role);
}

/** Modifiers stand behind what they modify; their condition is read first. */
function shapeBranch(form: Form, at: ShapeRuby): Form {
  const modified = form.children.find((child) => child.role === 'modified');
  if (modified === undefined) return withChildren(form, shapeAll(form.children, at));
  const condition = form.children.filter((child) => child !== modified);
  const shaped = shapeAll(condition, at).map((child) => withRole(child, ''));
  const body = shape(modified, at).map((child) => withRole(child, ''));
  return withChildren(form, [...shaped, formAt(modified, 'arm', body)]);
}

function shapeWithLeft(form: Form, at: ShapeRuby): Form {
  const left = form.children.find((child) => child.role === 'left');
  const target = left === undefined ? [] : [withRole(shapeTarget(left, at), 'left')];
  const others = form.children.filter((child) => child !== left);
  return withChildren(form, [...target, ...shapeAll(others, at)]);
}
