import type { Form } from '../forms.ts';
import { chainOf, qualifiedSteps, shapeType } from './c-types.ts';
import { readDeclarator } from './c-declarators.ts';
import { callAt, formAt, memberAt, nameAt, withChildren, withRole } from './edit-form.ts';
import type { CPlace } from './c-place.ts';

/**
 * A definition with its name and parameters taken out of the declarator; `A::f` becomes an
 * extension of A.
 */
export function shapeFunction(form: Form, at: CPlace): Form[] {
  if (form.variant === 'lambda') return [withChildren(form, shapeParts(form, at))];
  const { name: written, signature } = readDeclarator(form);
  const name = written ?? signature;
  if (name === undefined) return [form];
  const conversion = conversionOf(form, name, at.text);
  return [wrapQualified(form, { name: conversion ?? name, signature, at })];
}

/** `A::operator double()` reads as a function double of the type `A::operator`. */
function conversionOf(form: Form, name: Form, text: string): Form | null {
  const type = form.children.find((child) => child.role === 'result_type');
  const steps = type === undefined ? [] : qualifiedSteps(type);
  const last = steps.at(-1);
  if (last === undefined || steps.length < 2 || text.slice(last.start, last.end) !== 'operator')
    return null;
  const own = nameAt(name, `operator ${text.slice(name.start, name.end)}`);
  return formAt(name, 'qualified', [...steps.slice(0, -1), own]);
}

const OPERATOR =
  /(?:^|::)\s*operator\s*([^\w\s(][^\s(]*|\(\s*\)|\[\s*\]|new\b|delete\b|[\w:<>*& ]+?)\s*\(/;

/**
 * Operators are named with a space: `operator ==`; conversions by the type they make: `operator
 * bool`.
 */
export function operatorName(signature: Form | undefined, text: string): string | null {
  if (signature === undefined) return null;
  const written = OPERATOR.exec(text.slice(signature.start, signature.end))?.[1];
  return written === undefined ? null : `operator ${written.replaceAll(/\s+/g, ' ').trim()}`;
}

interface Named {
  name: Form;
  signature: Form | undefined;
  at: CPlace;
}

function wrapQualified(form: Form, { name, signature, at }: Named): Form {
  const steps = qualifiedSteps(name);
  const operator = operatorName(signature, at.text);
  const last = steps.at(-1) ?? name;
  const own = operator === null ? last : nameAt(last, operator);
  const owner = steps.at(-2);
  const ownerName = owner === undefined ? at.classes.at(-1) : at.text.slice(owner.start, owner.end);
  const parts = [
    withRole(name.kind === 'name' && operator === null ? name : own, 'name'),
    ...parametersOf(signature),
    ...shapeParts(form, { ...at, classes: ownerName === undefined ? [] : [ownerName] }),
  ];
  const flags = isStatic(form, own, at.text)
    ? [...form.flags, at.classes.length > 0 ? 'static' : 'private']
    : form.flags;
  const definition: Form = { ...withChildren(form, parts), flags };
  if (owner === undefined || name.kind === 'name') return definition;
  return extensionOf(definition, steps.slice(0, -1));
}

function extensionOf(definition: Form, owners: Form[]): Form {
  const [first] = owners;
  const chain = chainOf(owners) ?? formAt(first ?? definition, 'name');
  const body = withRole(formAt(definition, 'group', [withRole(definition, '')]), 'body');
  return withRole(
    formAt(definition, 'extension', [withRole(chain, 'owner'), body]),
    definition.role,
  );
}

function parametersOf(signature: Form | undefined): Form[] {
  return signature?.children.filter((child) => child.kind === 'parameter') ?? [];
}

/** Whether `static` stands before the name. */
export function isStatic(form: Form, name: Form, text: string): boolean {
  return /\bstatic\b/.test(text.slice(form.start, Math.max(form.start, name.start)));
}

const DECLARATOR = new Set(['signature', 'pointer', 'reference', 'variable', 'default', 'deleted']);

function shapeParts(form: Form, at: CPlace): Form[] {
  const isLambda = form.variant === 'lambda';
  const initializers: Form[] = [];
  const parts: Form[] = [];
  for (const child of form.children) {
    if (child.kind === 'initializer') initializers.push(shapeInitializer(child, at));
    else if (child.role === 'result_type') {
      const type = shapeType(child, at.text);
      if (type !== null) parts.push(withRole(type, 'result_type'));
    } else if (child.role === 'name' || DECLARATOR.has(child.kind)) {
      const trailing = child.children.find((inner) => inner.role === 'result_type');
      const type = trailing === undefined ? null : shapeType(trailing, at.text);
      if (type !== null) parts.push(withRole(type, 'result_type'));
    } else if (child.kind !== 'parameter' || isLambda) parts.push(child);
  }
  return parts.map((child) =>
    child.role === 'body' ? withChildren(child, [...initializers, ...child.children]) : child,
  );
}

/**
 * `: Base(x)` calls the constructor of a base, `: Self(x)` another one of the class, `: field_(x)`
 * the constructor of the field's class, which the class keeps under `{field_}`, and gives the field
 * its value.
 */
function shapeInitializer(form: Form, at: CPlace): Form {
  const name = form.children.find((child) => child.role === 'name');
  if (name === undefined) return formAt(form, 'group', form.children);
  const own = qualifiedSteps(name).at(-1) ?? name;
  const text = at.text.slice(own.start, own.end);
  const values = form.children
    .filter((child) => child !== name)
    .flatMap((child) => (child.kind === 'list' ? child.children : [child]));
  const self = formAt(name, 'this');
  if (at.classes.at(-1) === text)
    return callAt(form, 'call', memberAt(name, self, nameAt(own, text)), values);
  if (isBase(name, text, at))
    return callAt(form, 'call', memberAt(name, formAt(name, 'super'), nameAt(own, text)), values);
  const construct = callAt(form, 'new', memberAt(name, self, nameAt(own, `{${text}}`)), values);
  const [only, ...more] = values;
  if (only === undefined || more.length > 0) return construct;
  const store = formAt(form, 'assign', [
    withRole(memberAt(name, self, nameAt(own, text)), 'left'),
    withRole(only, 'right'),
  ]);
  return formAt(form, 'group', [construct, store]);
}

/**
 * A base is known by its name in the class's own file; elsewhere fields start small or end with an
 * underscore by custom.
 */
function isBase(name: Form, text: string, at: CPlace): boolean {
  return at.bases.includes(text) || name.kind === 'type' || /^[A-Z]\w*[a-z]\w*$/.test(text);
}
