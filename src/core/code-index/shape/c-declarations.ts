import type { Form } from '../forms.ts';
import { classNamed } from './c-calls.ts';
import { type Declarator, readDeclarator } from './c-declarators.ts';
import { isStatic, operatorName } from './c-functions.ts';
import { chainOf, qualifiedSteps, shapeType } from './c-types.ts';
import { callAt, formAt, nameAt, withChildren, withRole } from './edit-form.ts';
import type { CPlace } from './c-place.ts';

/**
 * One declaration, `static X *a, b(1), f(int);`, as the forms it stands for: its class, if it
 * defines one, then each name by itself.
 */
export function shapeDeclaration(form: Form, at: CPlace): Form[] {
  const type = form.children.find((child) => child.role === 'type');
  const declared: Form[] = [];
  let pending: Declared | null = null;
  for (const child of form.children) {
    if (child === type) continue;
    if (child.kind === 'variable' || child.kind === 'pointer' || child.kind === 'reference') {
      if (pending !== null) declared.push(...shapeDeclared(pending, at));
      pending = { form, child, type, declarator: readDeclarator(child) };
    } else if (child.role === 'value' && pending !== null) pending.declarator.value ??= child;
    else declared.push(child);
  }
  if (pending !== null) declared.push(...shapeDeclared(pending, at));
  return [...definedClass(form, type, at.text), ...declared];
}

interface Declared {
  form: Form;
  child: Form;
  type: Form | undefined;
  declarator: Declarator;
}

/**
 * The class a declaration defines before its names; a nameless one behind a typedef takes the name
 * it gets there.
 */
function definedClass(form: Form, type: Form | undefined, _text: string): Form[] {
  if (type?.kind !== 'class') return [];
  const isNamed = type.children.some((child) => child.role === 'name');
  const given = isNamed ? undefined : givenName(form);
  const children = given === undefined ? type.children : [given, ...type.children];
  return [{ ...withChildren(type, children), role: '' }];
}

function givenName(form: Form): Form | undefined {
  if (form.variant !== 'type') return undefined;
  for (const child of form.children) {
    if (child.kind !== 'variable') continue;
    const { name, isPointer, signature } = readDeclarator(child);
    if (name !== undefined && !isPointer && signature === undefined) return name;
  }
  return undefined;
}

function shapeDeclared(declared: Declared, at: CPlace): Form[] {
  const { form, declarator } = declared;
  const { name, signature } = declarator;
  if (name === undefined) return [];
  if (form.variant === 'type') return shapeTypedef(declared, name, at.text);
  if (signature !== undefined && isPrototype(declared)) {
    if (!at.isInBody) return [shapePrototype(declared, name, at)];
    const given = constructionArguments(signature);
    if (given.length === 0) return [];
    declarator.value = formAt(signature, 'construct', given);
  }
  if (form.variant === 'field') return shapeField(declared, name, at);
  return shapeVariable(declared, name, at);
}

/**
 * `X x(a, b)` reads as a prototype with the parameter types a and b; inside of a function they are
 * the arguments of a constructor.
 */
function constructionArguments(signature: Form): Form[] {
  const parameters = signature.children.filter(({ kind }) => kind === 'parameter');
  const names = parameters.map((parameter) => {
    const [only, ...others] = parameter.children;
    const isTypeAlone = only !== undefined && only.role === 'type' && others.length === 0;
    return isTypeAlone ? (chainOf(qualifiedSteps(only)) ?? undefined) : undefined;
  });
  return names.every((name) => name !== undefined)
    ? names.map((name) => withRole(name, 'argument'))
    : [];
}

function isPrototype({ declarator }: Declared): boolean {
  return declarator.value === undefined || declarator.value.kind === 'number';
}

function typeOf({ type }: Declared, text: string): Form[] {
  if (type === undefined) return [];
  const named = type.kind === 'class' ? type.children.find((child) => child.role === 'name') : type;
  const shaped = named === undefined ? null : shapeType(named, text);
  return shaped === null ? [] : [withRole(shaped, 'type')];
}

/**
 * `typedef struct box {…} box` says nothing new; other typedefs are classes that extend what they
 * name.
 */
function shapeTypedef(declared: Declared, name: Form, text: string): Form[] {
  const { type, declarator } = declared;
  const own = text.slice(name.start, name.end);
  const tag = type?.children.find((child) => child.role === 'name');
  if (type?.kind === 'class' && tag === undefined && givenName(declared.form) === name) return [];
  const isFunction = declarator.signature !== undefined;
  const isSameName = tag !== undefined && text.slice(tag.start, tag.end) === own;
  const base = isFunction || isSameName ? [] : typeOf(declared, text);
  const parts = [withRole(name, 'name'), ...base.map((form) => withRole(form, 'base'))];
  const alias = { ...formAt(declared.form, 'class', parts), variant: 'type' };
  return [isSameName ? withRole(alias, 'synonym') : alias];
}

function shapePrototype(declared: Declared, name: Form, at: CPlace): Form {
  const { form, declarator } = declared;
  const steps = qualifiedSteps(name);
  const operator = operatorName(declarator.signature, at.text);
  const written = name.kind === 'name' ? name : (steps.at(-1) ?? name);
  const own = operator === null ? written : nameAt(written, operator);
  const parameters =
    declarator.signature?.children.filter(({ kind }) => kind === 'parameter') ?? [];
  const result = typeOf(declared, at.text).map((type) => withRole(type, 'result_type'));
  const isMember = at.classes.length > 0;
  const flags = ['abstract', 'prototype'];
  if (isStatic(form, own, at.text)) flags.push(isMember ? 'static' : 'private');
  const parts = [withRole(own, 'name'), ...parameters, ...result];
  return { ...formAt(form, 'function', parts), role: 'prototype', flags };
}

/**
 * A field; one that holds an object of a class keeps that class under `{name}` for the
 * constructor's initializers.
 */
function shapeField(declared: Declared, name: Form, at: CPlace): Form[] {
  const { declarator, type } = declared;
  const value = declarator.value === undefined ? [] : [withRole(declarator.value, 'value')];
  const types = arrayed(declared, typeOf(declared, at.text));
  const parts = [withRole(name, 'name'), ...types, ...value];
  const field = { ...formAt(declared.form, 'variable', parts), variant: 'field' };
  const isValue = at.isPlusPlus && !declarator.isPointer && !declarator.isReference;
  const named =
    isValue && type !== undefined && type.kind !== 'class' ? classNamed(type, at.text) : null;
  if (named === null || isHolder(types)) return [field];
  const slot = nameAt(name, `{${at.text.slice(name.start, name.end)}}`);
  const hidden = formAt(name, 'variable', [withRole(slot, 'name'), withRole(named, 'value')]);
  return [field, { ...hidden, variant: 'alias' }];
}

/** Smart pointers and containers construct nothing of what they may hold. */
function isHolder(types: readonly Form[]): boolean {
  return types.some((type) => type.variant === 'list');
}

function arrayed({ declarator }: Declared, types: Form[]): Form[] {
  if (!declarator.isArray) return types;
  return types.map((type) =>
    withRole({ ...formAt(type, 'type', [withRole(type, '')]), variant: 'list' }, 'type'),
  );
}

function shapeVariable(declared: Declared, name: Form, at: CPlace): Form[] {
  const { form, declarator } = declared;
  const isExtern = at.text.startsWith('extern', form.start) && declarator.value === undefined;
  if (isExtern) return [];
  const held = valueOf(declared, at);
  const value = held?.kind === 'number' ? undefined : held;
  const types = arrayed(declared, typeOf(declared, at.text));
  if (name.kind === 'qualified') return [assignMember(form, name, value)];
  const parts = [withRole(name, name.kind === 'pattern' ? 'pattern' : 'name'), ...types];
  const values = value === undefined ? [] : [withRole(value, 'value')];
  const shaped = formAt(form, 'variable', [...parts, ...values]);
  return [{ ...shaped, flags: isStatic(form, name, at.text) ? ['private'] : [] }];
}

/** `int A::total = 0` gives a static member its value. */
function assignMember(form: Form, name: Form, value: Form | undefined): Form {
  return formAt(form, 'group', value === undefined ? [] : [withRole({ ...value }, '')]);
}

/**
 * What a variable holds from the start: in C++ a variable of a class type is constructed where it
 * is declared.
 */
function valueOf(declared: Declared, at: CPlace): Form | undefined {
  const { declarator, type } = declared;
  const { value } = declarator;
  if (value !== undefined && !CONSTRUCTING.has(value.kind)) return value;
  const isObject = at.isPlusPlus && !declarator.isPointer && !declarator.isReference;
  if (!isObject || type === undefined || type.kind === 'class') return plainValue(value);
  return constructed(declared, type, at.text);
}

const CONSTRUCTING = new Set(['construct', 'list', 'dict']);

/** `int n(1)` is worth what stands in the parentheses. */
function plainValue(value: Form | undefined): Form | undefined {
  return value?.kind === 'construct' ? value.children[0] : value;
}

function constructed({ declarator, form }: Declared, type: Form, text: string): Form | undefined {
  const { value } = declarator;
  const shaped = shapeType(type, text);
  const values = value === undefined || value.kind === 'dict' ? [] : value.children;
  if (isSmartPointer(type, shaped, text)) return values[0];
  if (shaped === null || shaped.variant === 'list' || declarator.isArray) return value;
  const named = classNamed(type, text);
  if (named === null) return plainValue(value);
  const place = value ?? declarator.name ?? form;
  return { ...callAt(place, 'new', named, values), flags: ['implied'] };
}

/** A holder's type was replaced by what it holds, so that the two end in different names. */
function isSmartPointer(type: Form, shaped: Form | null, text: string): boolean {
  if (shaped === null || shaped.variant === 'list') return false;
  const own = qualifiedSteps(type).at(-1);
  const held = shaped.children[0];
  return own !== undefined && held !== undefined && !endsLike(text, held, own);
}

function endsLike(text: string, held: Form, own: Form): boolean {
  return text.slice(held.start, held.end).endsWith(text.slice(own.start, own.end));
}
