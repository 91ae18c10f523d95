import type { Form } from '../forms.ts';
import { shapeCommand } from './bash-commands.ts';
import { POSITIONS, type ShapeBash, shapeAll, shapeValue } from './bash-values.ts';
import { formAt, nameAt, withChildren, withRole } from './edit-form.ts';

/**
 * Reads commands as calls, words as texts, and `$1` to `$9` as the parameters of functions.
 * Variables keep their `$`.
 */
export function shapeBash(root: Form, text: string): Form {
  const at: ShapeBash = { text, function: null, isConditional: false, shape };
  return withChildren(root, shapeAll(root.children, at));
}

function shape(form: Form, at: ShapeBash): Form[] {
  switch (form.kind) {
    case 'function':
      return [shapeFunction(form, at)];
    case 'command':
      return shapeCommand(form, at);
    case 'declare':
      return shapeDeclaration(form, at);
    case 'assign':
      return [shapeAssign(form, at)];
    case 'branch':
      return [shapeBranch(form, at)];
    case 'loop':
    case 'arm':
      return [withChildren(form, shapeAll(form.children, { ...at, isConditional: true }))];
    case 'iterate':
      return [shapeIterate(form, at)];
    case 'comment':
      return [form];
    default:
      return [shapeValue(form, at)];
  }
}

function shapeFunction(form: Form, at: ShapeBash): Form {
  const inside = {
    shifts: 0,
    isShiftKnown: true,
    assigned: new Set<string>(),
    locals: new Set<string>(),
  };
  const name = form.children.filter((child) => child.role === 'name');
  const body = form.children.find((child) => child.role === 'body');
  const place = body ?? form;
  const statements = shapeAll(body?.children ?? [], {
    ...at,
    function: inside,
    isConditional: false,
  });
  const parameters = Array.from({ length: POSITIONS }, (_, index) =>
    formAt(place, 'parameter', [withRole(nameAt(place, `$${index + 1}`), 'name')]),
  );
  const shared = [...inside.assigned].filter((assigned) => !inside.locals.has(assigned));
  const globals = formAt(
    place,
    'global',
    shared.map((shared_) => nameAt(place, shared_)),
  );
  const parts = shared.length === 0 ? statements : [globals, ...statements];
  const body_ = withRole(formAt(place, 'group', parts), 'body');
  return defined(withChildren(form, [...name, ...parameters, body_]), at);
}

/** A function within a function belongs to the whole script once that runs. */
function defined(form: Form, at: ShapeBash): Form {
  const name = form.children.find((child) => child.role === 'name');
  if (at.function === null || name === undefined) return form;
  at.function.assigned.add(at.text.slice(name.start, name.end));
  return formAt(form, 'assign', [withRole(formAt(name, 'name'), 'left'), withRole(form, 'right')]);
}

/** `local` and `declare` keep a variable in its function. */
function shapeDeclaration(form: Form, at: ShapeBash): Form[] {
  const isLocal = /^(local|declare|typeset)\b/.test(at.text.slice(form.start, form.start + 8));
  return form.children
    .filter((child) => child.kind === 'assign')
    .map((child) => {
      const left = child.children.find(({ role }) => role === 'left');
      if (isLocal && left !== undefined)
        at.function?.locals.add(`$${at.text.slice(left.start, left.end)}`);
      return shapeAssign(child, at);
    });
}

function shapeAssign(form: Form, at: ShapeBash): Form {
  const left = form.children.find((child) => child.role === 'left');
  const right = form.children.find((child) => child.role === 'right');
  if (left === undefined || left.kind !== 'name')
    return formAt(form, 'group', shapeAll(form.children, at));
  const name = `$${at.text.slice(left.start, left.end)}`;
  at.function?.assigned.add(name);
  const value = right === undefined ? [] : [withRole(shapeValue(right, at), 'right')];
  return formAt(form, 'assign', [withRole(nameAt(left, name), 'left'), ...value]);
}

/** The commands between `then` and the next clause are an arm. */
function shapeBranch(form: Form, at: ShapeBash): Form {
  const inside = { ...at, isConditional: true };
  const first = form.children.filter((child) => child.role === 'condition');
  const clauses = form.children.filter((child) => child.kind === 'arm');
  const body = form.children.filter((child) => child.role === '' && child.kind !== 'arm');
  const isCase = first.length === 0 && !at.text.startsWith('if', form.start);
  const arm = formAt(form, 'arm', shapeAll(body, inside));
  return withChildren(form, [
    ...shapeAll(first, at).map((child) => withRole(child, '')),
    ...(isCase ? shapeAll(body, at) : [arm]),
    ...shapeAll(clauses, inside),
  ]);
}

function shapeIterate(form: Form, at: ShapeBash): Form {
  const left = form.children.find((child) => child.role === 'left');
  const rights = form.children.filter((child) => child.role === 'right');
  const body = form.children.filter((child) => child !== left && child.role !== 'right');
  const inside = { ...at, isConditional: true };
  if (left === undefined) return withChildren(form, shapeAll(form.children, inside));
  const name = `$${at.text.slice(left.start, left.end)}`;
  const values = rights.map((right) => withRole(shapeValue(right, at), ''));
  const list = withRole(formAt(form, 'list', values), 'right');
  return withChildren(form, [
    withRole(nameAt(left, name), 'left'),
    list,
    ...shapeAll(body, inside),
  ]);
}
