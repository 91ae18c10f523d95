import { withLibraryCallback } from './c-callbacks.ts';
import type { Form } from '../forms.ts';
import {
  chainOf,
  qualifiedSteps,
  shapeQualified,
  shapeType,
  templateArguments,
} from './c-types.ts';
import { callAt, formAt, withChildren, withRole } from './edit-form.ts';

const CASTS = new Set([
  'static_cast',
  'dynamic_cast',
  'const_cast',
  'reinterpret_cast',
  'static_pointer_cast',
  'dynamic_pointer_cast',
]);
const MAKERS = new Set(['make_unique', 'make_shared', 'make_optional', 'allocate_shared']);
const PASSING = new Set(['move', 'forward', 'ref', 'cref', 'as_const', 'addressof', 'bind']);

/**
 * Reads calls that are written as templates: casts, makers of smart pointers, and functions that
 * hand on their argument.
 */
export function shapeCallee(form: Form, text: string): Form {
  const callee = form.children.find((child) => child.role === 'callee');
  if (callee === undefined) return form;
  const values = form.children.filter((child) => child.role === 'argument');
  const name = calleeName(callee, text);
  const [type] = callee.kind === 'member' ? argumentsOf(form, callee) : templateArguments(callee);
  if (type !== undefined && CASTS.has(name)) return castTo(form, { type, value: values[0] }, text);
  if (type !== undefined && MAKERS.has(name)) return makeOne(form, { type, values }, text);
  const [first] = values;
  if (first !== undefined && PASSING.has(name) && isStandard(callee, text))
    return handOn(form, first, values.slice(1));
  return withLibraryCallback(plainCall(form, callee), name, isStandard(callee, text));
}

/**
 * Template arguments stay on the form a qualified callee was before it became a chain of members.
 */
function argumentsOf(_form: Form, callee: Form): Form[] {
  return callee.children.flatMap((child) =>
    child.role === 'argument' ? [child] : child.kind === 'generic' ? templateArguments(child) : [],
  );
}

function calleeName(callee: Form, text: string): string {
  const last = callee.kind === 'member' ? callee.children.at(-1) : qualifiedSteps(callee).at(-1);
  const step = last === undefined ? undefined : (qualifiedSteps(last).at(-1) ?? last);
  return step === undefined ? '' : text.slice(step.start, step.end);
}

function isStandard(callee: Form, text: string): boolean {
  return text.startsWith('std::', callee.start);
}

function castTo(form: Form, cast: { type: Form; value: Form | undefined }, text: string): Form {
  const type = shapeType(cast.type, text);
  const value = cast.value === undefined ? [] : [withRole(cast.value, 'value')];
  const promised = type === null ? [] : [withRole(type, 'type')];
  return withRole(formAt(form, 'cast', [...value, ...promised]), form.role);
}

function makeOne(form: Form, made: { type: Form; values: Form[] }, text: string): Form {
  const callee = classNamed(made.type, text);
  const shaped =
    callee === null ? formAt(form, 'group', made.values) : callAt(form, 'new', callee, made.values);
  return withRole(shaped, form.role);
}

function handOn(form: Form, value: Form, others: Form[]): Form {
  const parts = [withRole(value, 'value'), ...others.map((other) => withRole(other, ''))];
  return withRole(formAt(form, 'either', parts), form.role);
}

function plainCall(form: Form, callee: Form): Form {
  if (callee.kind !== 'generic' && callee.kind !== 'qualified') return form;
  return withChildren(
    form,
    form.children.map((child) => (child === callee ? shapeQualified(callee) : child)),
  );
}

/** `new X<T>(…)`: the class without its template arguments. */
export function shapeConstruction(form: Form, text: string): Form {
  const callee = form.children.find((child) => child.role === 'callee');
  const named = callee === undefined ? null : classNamed(callee, text);
  return withChildren(
    form,
    form.children.flatMap((child) => {
      if (child !== callee) return [child];
      return named === null ? [] : [withRole(named, 'callee')];
    }),
  );
}

/** The class a type names, as an expression; null for plain and standard types. */
export function classNamed(type: Form, text: string): Form | null {
  const steps = qualifiedSteps(type);
  const [first] = steps;
  if (first === undefined || text.slice(first.start, first.end) === 'std') return null;
  return chainOf(steps);
}
