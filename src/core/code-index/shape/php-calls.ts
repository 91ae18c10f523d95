import type { Form } from '../forms.ts';
import { callAt, formAt, memberAt, nameAt, withChildren, withRole } from './edit-form.ts';
import type { PhpPlace } from './php-place.ts';

/**
 * PHP's own functions that call what they are handed: the position of the callable, and of the
 * array whose elements it gets.
 */
const CALLERS = new Map<string, { callable: number; elements?: number; passesRest?: boolean }>([
  ['array_map', { callable: 0, elements: 1 }],
  ['array_filter', { callable: 1, elements: 0 }],
  ['array_walk', { callable: 1, elements: 0 }],
  ['array_reduce', { callable: 1 }],
  ['usort', { callable: 1, elements: 0 }],
  ['uasort', { callable: 1, elements: 0 }],
  ['uksort', { callable: 1 }],
  ['array_any', { callable: 1, elements: 0 }],
  ['array_all', { callable: 1, elements: 0 }],
  ['array_find', { callable: 1, elements: 0 }],
  ['iterator_apply', { callable: 1 }],
  ['preg_replace_callback', { callable: 1 }],
  ['call_user_func', { callable: 0, passesRest: true }],
  ['call_user_func_array', { callable: 0 }],
  ['forward_static_call', { callable: 0, passesRest: true }],
  ['register_shutdown_function', { callable: 0 }],
  ['set_error_handler', { callable: 0 }],
  ['set_exception_handler', { callable: 0 }],
  ['spl_autoload_register', { callable: 0 }],
  ['ob_start', { callable: 0 }],
  ['is_callable', { callable: -1 }],
]);

/** A call or `new` with its arguments, callables among them given as the functions they name. */
export function shapePhpCall(form: Form, at: PhpPlace): Form {
  if (form.children.some((child) => child.kind === 'placeholder')) return firstClass(form);
  const given = form.children
    .filter((child) => child.role === 'argument')
    .flatMap((child) => shapeArgument(child, at));
  if (form.kind === 'new') return construct(form, given);
  const callee = form.kind === 'method_call' ? methodOf(form, at) : calleeOf(form);
  if (callee === undefined) return formAt(form, 'group', form.children);
  const call = withRole(callAt(form, 'call', callee, []), form.role);
  const shaped = withChildren(call, [...call.children, ...given]);
  const name = callee.kind === 'name' ? at.text.slice(callee.start, callee.end).toLowerCase() : '';
  const caller = CALLERS.get(name.replace(/^\\/, ''));
  return caller === undefined ? shaped : withCallback(shaped, form, caller);
}

function calleeOf(form: Form): Form | undefined {
  return form.children.find((child) => child.role === 'callee');
}

function methodOf(form: Form, at: PhpPlace): Form | undefined {
  const object = form.children.find((child) => child.role === 'object');
  const property = form.children.find((child) => child.role === 'property');
  if (object === undefined || property === undefined) return undefined;
  const written = at.text.slice(property.start, property.end);
  if (!written.startsWith('$')) return memberAt(form, object, nameAt(property, written));
  const key = withRole(property, 'key');
  return { ...formAt(form, 'subscript', [withRole(object, 'object'), key]), flags: ['member'] };
}

/** `f(...)` is the function f as a value. */
function firstClass(form: Form): Form {
  const callee = calleeOf(form);
  const object = form.children.find((child) => child.role === 'object');
  const property = form.children.find((child) => child.role === 'property');
  if (callee !== undefined) return withRole(callee, form.role);
  if (object === undefined || property === undefined) return formAt(form, 'group');
  return withRole(memberAt(form, object, property), form.role);
}

function construct(form: Form, given: Form[]): Form {
  const callee = calleeOf(form);
  if (callee === undefined) return formAt(form, 'group', form.children);
  const inner = callee.children.filter((child) => child.role === 'argument');
  const plain = withChildren(
    callee,
    callee.children.filter((child) => child.role !== 'argument'),
  );
  const values = inner.flatMap((child) =>
    child.children.map((value) => withRole(value, 'argument')),
  );
  return withRole(formAt(form, 'new', [withRole(plain, 'callee'), ...values, ...given]), form.role);
}

function shapeArgument(form: Form, at: PhpPlace): Form[] {
  if (form.kind !== 'argument') return [form];
  const name = form.children.find((child) => child.role === 'name');
  const [value] = form.children.filter((child) => child !== name);
  if (value === undefined) return [];
  if (value.kind === 'spread') return [withRole(value, 'argument')];
  if (name === undefined) return [withRole(value, 'argument')];
  const parameter = nameAt(name, `$${at.text.slice(name.start, name.end)}`);
  return [formAt(form, 'keyword', [withRole(parameter, 'name'), withRole(value, 'value')])];
}

/** The call itself, and beside it the call that the function makes of its callable. */
function withCallback(
  call: Form,
  form: Form,
  caller: { callable: number; elements?: number; passesRest?: boolean },
): Form {
  const given = call.children.filter((child) => child.role === 'argument');
  const callable = given[caller.callable];
  if (callable === undefined) return call;
  const source = caller.elements === undefined ? undefined : given[caller.elements];
  const rest = caller.passesRest === true ? given.slice(1) : [];
  const elements = source === undefined ? [] : [elementOf(source)];
  const implied = callAt(form, 'call', withRole(callable, ''), [...elements, ...rest]);
  return withRole(
    formAt(form, 'either', [withRole(call, 'value'), { ...implied, flags: ['callback'] }]),
    call.role,
  );
}

function elementOf(form: Form): Form {
  return formAt(form, 'subscript', [withRole(form, 'object')]);
}
