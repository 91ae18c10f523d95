import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';
import { callAt, formAt, memberAt, nameAt, withChildren, withRole } from './edit-form.ts';
import { shapeAccessors } from './ruby-classes.ts';
import {
  BLOCK,
  type ShapeRuby,
  shapeAlias,
  shapeAll,
  shapeSuper,
  symbolName,
  VISIBILITY,
} from './ruby-context.ts';

interface RubyCall {
  form: Form;
  object: Form | undefined;
  property: Form | undefined;
  name: string;
  at: ShapeRuby;
}

/**
 * A call: what Ruby's own methods do with names, blocks and classes is given the form of its
 * effect.
 */
export function shapeRubyCall(form: Form, at: ShapeRuby): Form[] {
  const object = form.children.find((child) => child.role === 'object');
  const property = form.children.find((child) => child.role === 'property');
  const name = property === undefined ? 'call' : at.text.slice(property.start, property.end);
  const call: RubyCall = { form, object, property, name, at };
  if (object === undefined) return shapePlain(call);
  return [withRole(shapeMethod(call), form.role)];
}

const SENDING = new Set(['send', 'public_send', '__send__', 'try']);

type ShapeCall = (call: RubyCall) => Form[];

/** What these words do wherever they stand. */
const WORDS = new Map<string, ShapeCall>([
  ['require', shapeRequire],
  ['require_relative', shapeRequire],
  ['lambda', (call) => [shapeLambda(call)]],
  ['proc', (call) => [shapeLambda(call)]],
  ['raise', (call) => [shapeRaise(call)]],
  ['fail', (call) => [shapeRaise(call)]],
  ...[...VISIBILITY, 'private_class_method', 'public_class_method'].map(
    (word): [string, ShapeCall] => [word, shapeArguments],
  ),
]);

/** What these words do in the body of a class. */
const CLASS_WORDS = new Map<string, ShapeCall>([
  ['attr_accessor', shapeAttributes],
  ['attr_reader', shapeAttributes],
  ['attr_writer', shapeAttributes],
  ['include', () => []],
  ['extend', () => []],
  ['prepend', () => []],
  ['alias_method', shapeAliasMethod],
  ['define_method', shapeDefined],
]);

function shapePlain(call: RubyCall): Form[] {
  const { form, name, at, property } = call;
  if (property?.kind === 'super') return [withRole(shapeSuper(form, givenTo(call), at), form.role)];
  const isInClass = at.classes.length > 0 && at.method === '';
  const word = (isInClass ? CLASS_WORDS.get(name) : undefined) ?? WORDS.get(name);
  if (word !== undefined) return word(call);
  if (isLoad(call)) return shapeRequire(call);
  return [withRole(shapeImplicit(call), form.role)];
}

function shapeAttributes({ form, name, at }: RubyCall): Form[] {
  return shapeAccessors(form, name, at);
}

function shapeArguments({ form, at }: RubyCall): Form[] {
  return argumentsOf(form).flatMap((child) => at.shape(withRole(child, ''), at));
}

/** `load 'script.rb'` runs a file; other methods may be called load as well. */
function isLoad({ form, name, at }: RubyCall): boolean {
  const [path] = argumentsOf(form);
  return (
    name === 'load' &&
    path?.kind === 'string' &&
    /\.rb['"]$/.test(at.text.slice(path.start, path.end))
  );
}

function argumentsOf(form: Form): Form[] {
  return form.children.filter((child) => child.role === 'argument');
}

/**
 * Arguments as the lowering takes them: keywords from pairs, the block under the name all methods
 * take it by.
 */
function givenTo({ form, at }: RubyCall): Form[] {
  const given = argumentsOf(form).flatMap((child) => shapeArgument(child, at));
  const block = form.children.find((child) => child.kind === 'function');
  if (block === undefined) return given;
  return [...given, blockArgument(block, at.shape(block, at))];
}

function shapeArgument(child: Form, at: ShapeRuby): Form[] {
  if (child.kind === 'pair') {
    const key = child.children.find(({ role }) => role === 'key');
    const value = child.children.filter(({ role }) => role === 'value');
    if (key?.kind !== 'symbol') return shapeAll(value, at);
    const name = nameAt(key, symbolName(key, at.text));
    return [formAt(child, 'keyword', [withRole(name, 'name'), ...shapeAll(value, at)])];
  }
  if (child.kind === 'block_argument') return [blockArgument(child, blockValues(child, at))];
  return at.shape(child, at);
}

/** `&:name` is a block that calls the method of what it is given. */
function blockValues(child: Form, at: ShapeRuby): Form[] {
  const [value] = child.children;
  if (value?.kind !== 'symbol') return shapeAll(child.children, at);
  const given = nameAt(value, 'it');
  const method = nameAt(value, symbolName(value, at.text));
  const call = callAt(value, 'call', memberAt(value, given, method), []);
  const parameter = formAt(value, 'parameter', [withRole(given, 'name')]);
  const body = formAt(value, 'group', [formAt(value, 'return', [withRole(call, 'value')])]);
  const block = formAt(child, 'function', [parameter, withRole(body, 'body')]);
  return [{ ...block, variant: 'block' }];
}

/**
 * Methods of every object that hand it to their block: `tap` gives the object back, `then` what the
 * block gives.
 */
const HANDING = new Set(['tap', 'then', 'yield_self', 'instance_eval', 'instance_exec']);

function handToBlock(call: RubyCall, receiver: Form): Form | null {
  const given = givenTo(call);
  const block = given.find((child) => child.kind === 'keyword')?.children.at(-1);
  if (block === undefined) return null;
  const made = callAt(call.form, 'call', withRole(block, ''), [receiver]);
  const values = [withRole(receiver, 'value'), withRole(made, call.name === 'tap' ? '' : 'value')];
  return formAt(call.form, 'either', values);
}

function blockArgument(at: Form, values: Form[]): Form {
  const [value] = values;
  const held = value === undefined ? [] : [withRole(value, 'value')];
  return formAt(at, 'keyword', [withRole(nameAt(at, BLOCK), 'name'), ...held]);
}

function shapeRequire({ form, name, at }: RubyCall): Form[] {
  const [source] = argumentsOf(form);
  if (source?.kind !== 'string' || source.children.length > 0)
    return shapeAll(argumentsOf(form), at);
  const path = at.text.slice(source.start + 1, source.end - 1);
  const text = name === 'require_relative' && !path.startsWith('.') ? `./${path}` : path;
  return [formAt(form, 'include', [readingAs(withRole(source, 'source'), text)])];
}

function shapeAliasMethod({ form, at }: RubyCall): Form[] {
  const [name, old] = argumentsOf(form);
  if (name === undefined || old === undefined) return [];
  return shapeAlias(withChildren(form, [withRole(name, 'name'), withRole(old, 'value')]), at);
}

function shapeDefined({ form, at }: RubyCall): Form[] {
  const [name] = argumentsOf(form);
  const block = form.children.find((child) => child.kind === 'function');
  if (name === undefined || block === undefined || name.kind === 'name') return [];
  const text = at.text.slice(name.start, name.end).replace(/^:?["']?|["']$/g, '');
  const parts = [withRole(nameAt(name, text), 'name'), ...block.children];
  const [shaped] = at.shape(
    { ...withChildren(form, parts), kind: 'function', variant: 'lambda' },
    at,
  );
  return shaped === undefined ? [] : [{ ...shaped, variant: 'method' }];
}

function shapeLambda({ form, at }: RubyCall): Form {
  const block = form.children.find((child) => child.kind === 'function');
  if (block === undefined) return formAt(form, 'group', shapeAll(argumentsOf(form), at));
  const [shaped = block] = at.shape({ ...block, variant: 'lambda' }, at);
  return withRole(shaped, form.role);
}

/** `raise E, 'text'` throws an E. */
function shapeRaise({ form, at }: RubyCall): Form {
  const values = argumentsOf(form).flatMap((child) => at.shape(child, at));
  return formAt(
    form,
    'group',
    values.map((value) => withRole(value, '')),
  );
}

/** A call without receiver: of `self`, or of a method of the whole program. */
function shapeImplicit(call: RubyCall): Form {
  const { form, name, at, property } = call;
  const place = property ?? form;
  const isInClass = at.classes.length > 0;
  if (name === 'new' && isInClass) return construct(call, formAt(place, 'this'));
  const named = symbolNamed(call);
  if (named !== null && name === 'method') return named;
  if (named !== null && SENDING.has(name)) return callAt(form, 'call', named, othersOf(call));
  const isSent = SENDING.has(name) && isInClass && argumentsOf(form).length > 0;
  if (isSent) return sendByName(call, formAt(place, 'this'));
  return callAt(form, 'call', formAt(place, 'name'), givenTo(call));
}

/** The method that the first argument names as a symbol. */
function symbolNamed({ form, at }: RubyCall): Form | null {
  const [first] = argumentsOf(form);
  return first?.kind === 'symbol' ? nameAt(first, symbolName(first, at.text)) : null;
}

function othersOf({ form, at }: RubyCall): Form[] {
  return argumentsOf(form)
    .slice(1)
    .flatMap((child) => shapeArgument(child, at));
}

/** `object.send(name)`: the member whose name the value is. */
function sendByName(call: RubyCall, receiver: Form): Form {
  const { form, at } = call;
  const [key, ...others] = argumentsOf(form);
  const keys = key === undefined ? [] : at.shape(key, at).map((child) => withRole(child, 'key'));
  const callee = formAt(form, 'subscript', [withRole(receiver, 'object'), ...keys]);
  return callAt(
    form,
    'call',
    { ...callee, flags: ['member'] },
    others.flatMap((child) => shapeArgument(child, at)),
  );
}

function construct(call: RubyCall, ofClass: Form): Form {
  return callAt(call.form, 'new', ofClass, givenTo(call));
}

/** A call of a method of an object. */
function shapeMethod(call: RubyCall): Form {
  const { form, object, name, at } = call;
  if (object === undefined) return form;
  const [receiver = object] = at.shape(withRole(object, ''), at);
  const own = at.classes.at(-1);
  if (name === 'new') return construct(call, receiver);
  if (name === 'class' && object.kind === 'this' && own !== undefined) return nameAt(form, own);
  return shapeReflection(call, receiver) ?? shapeOrdinary(call, receiver);
}

/** Methods that name other methods, or hand their object to a block; null for all others. */
function shapeReflection(call: RubyCall, receiver: Form): Form | null {
  const { form, name } = call;
  const named = symbolNamed(call);
  if (named !== null && (name === 'method' || name === 'instance_method'))
    return memberAt(form, receiver, named);
  if (named !== null && SENDING.has(name))
    return callAt(form, 'call', memberAt(form, receiver, named), othersOf(call));
  if (SENDING.has(name) && argumentsOf(form).length > 0) return sendByName(call, receiver);
  return HANDING.has(name) ? handToBlock(call, receiver) : null;
}

/** A method like any other; `call` may also call the value itself. */
function shapeOrdinary(call: RubyCall, receiver: Form): Form {
  const { form, object, property, name, at } = call;
  const callee = memberAt(form, receiver, nameAt(property ?? form, name));
  const shaped = callAt(form, 'call', callee, givenTo(call));
  const isConstant =
    object !== undefined && /^[A-Z:]/.test(at.text.slice(object.start, object.end));
  if (name !== 'call' || isConstant) return shaped;
  return withChildren(shaped, [...shaped.children, withRole(receiver, 'otherwise')]);
}
