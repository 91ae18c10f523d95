import type { Form } from '../forms.ts';
import { formAt, memberAt, withChildren, withRole } from './edit-form.ts';

/** Templates that stand for their first argument: smart pointers and holders. */
const HOLDERS = new Set([
  'unique_ptr',
  'shared_ptr',
  'weak_ptr',
  'optional',
  'reference_wrapper',
  'atomic',
  'future',
  'promise',
]);

/** Templates whose last argument is what iterating or indexing yields. */
const CONTAINERS = new Set([
  'vector',
  'list',
  'forward_list',
  'deque',
  'array',
  'set',
  'multiset',
  'unordered_set',
  'map',
  'multimap',
  'unordered_map',
  'unordered_multimap',
  'stack',
  'queue',
  'priority_queue',
  'span',
  'initializer_list',
]);

/** `a::b::X<T>` as a chain of members over a name; template arguments are left out. */
export function shapeQualified(form: Form): Form {
  const chain = chainOf(qualifiedSteps(form));
  return chain === null ? form : withRole(chain, form.role);
}

/** Names as a chain of members; null when there are none. */
export function chainOf(steps: readonly Form[]): Form | null {
  const [first, ...others] = steps;
  if (first === undefined) return null;
  if (others.length === 0) return withRole(first, '');
  return others.reduce<Form>(
    (chain, step) => memberAt({ ...first, end: step.end, endLine: step.endLine }, chain, step),
    { ...withRole(first, ''), flags: ['space'] },
  );
}

/** The names of a qualified name, from the outermost. */
export function qualifiedSteps(form: Form): Form[] {
  switch (form.kind) {
    case 'name':
      return [withChildren(form, [])];
    case 'qualified':
      return form.children.flatMap(qualifiedSteps);
    case 'signature':
      return [formAt(form, 'name')];
    case 'type':
    case 'generic': {
      const named =
        form.children.find((child) => child.role === 'name') ??
        form.children.find((child) => child.role !== 'argument');
      return named === undefined ? [] : qualifiedSteps(named);
    }
    default:
      return [];
  }
}

/** The form that carries the template arguments of a type. */
function templateOf(form: Form): Form | undefined {
  if (form.children.some((child) => child.role === 'argument')) return form;
  const last = form.children.findLast(
    (child) => child.kind === 'type' || child.kind === 'qualified' || child.kind === 'generic',
  );
  return last === undefined ? undefined : templateOf(last);
}

/** The template arguments of a type or generic name. */
export function templateArguments(form: Form): Form[] {
  return templateOf(form)?.children.filter((child) => child.role === 'argument') ?? [];
}

/**
 * A type as the lowering reads it: holders become what they hold, containers a list of their
 * elements, names member chains.
 */
export function shapeType(form: Form, text: string): Form | null {
  const steps = qualifiedSteps(form);
  const last = steps.at(-1);
  if (last === undefined) return null;
  const name = text.slice(last.start, last.end);
  const parameters = templateArguments(form);
  if (parameters.length > 0 && HOLDERS.has(name)) return inner(form, parameters[0], text);
  if (parameters.length > 0 && CONTAINERS.has(name)) {
    const element = inner(form, name === 'array' ? parameters[0] : lastNamed(parameters), text);
    if (element === null) return withRole({ ...formAt(form, 'type'), variant: 'list' }, form.role);
    return withRole({ ...formAt(form, 'type', [element]), variant: 'list' }, form.role);
  }
  if (steps[0] !== undefined && text.slice(steps[0].start, steps[0].end) === 'std') return null;
  const chain = chainOf(steps);
  return chain === null
    ? null
    : withRole(formAt(form, 'type', [withRole(chain, 'name')]), form.role);
}

function inner(form: Form, parameter: Form | undefined, text: string): Form | null {
  const shaped = parameter === undefined ? null : shapeType(parameter, text);
  return shaped === null ? null : withRole(shaped, form.role);
}

/**
 * Comparators, allocators and hashes come last and are no elements; the plain types among the
 * arguments are passed over.
 */
function lastNamed(parameters: readonly Form[]): Form | undefined {
  return parameters.findLast((parameter) => parameter.children.length > 0);
}
