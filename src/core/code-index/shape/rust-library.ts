import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, partsOf, withRole } from './build-form.ts';

/** Enum variants and constructors that wrap one value, which is followed as the value itself. */
export const TRANSPARENT = new Set(['Some', 'Ok']);

const WRAPPERS = new Set([
  'Box',
  'Rc',
  'Arc',
  'Cell',
  'RefCell',
  'Mutex',
  'RwLock',
  'Pin',
  'Cow',
  'OnceCell',
  'Reverse',
  'Wrapping',
]);
const WRAPPING = new Set(['new', 'clone', 'pin', 'from', 'downgrade', 'new_cyclic']);
const COLLECTIONS = new Set([
  'Vec',
  'VecDeque',
  'HashMap',
  'BTreeMap',
  'HashSet',
  'BTreeSet',
  'LinkedList',
  'BinaryHeap',
  'IndexMap',
]);
const COLLECTING = new Set(['new', 'with_capacity', 'from', 'default', 'from_iter']);

/**
 * Constructors of the library's wrappers and collections make the value itself, or a list; null for
 * any other call.
 */
export function libraryCall(form: Form, text: string): Form | null {
  const callee = part(form, 'callee');
  if (callee?.kind === 'name') return wrappingCall(form, textOf(text, callee));
  const object = callee?.kind === 'member' ? part(callee, 'object') : undefined;
  const property = callee?.kind === 'member' ? part(callee, 'property') : undefined;
  if (object === undefined || property === undefined) return null;
  const type = textOf(text, part(object, 'name') ?? object).replace(/^.*::/s, '');
  return madeByType(form, type, textOf(text, property));
}

/** `Some(x)` and `Ok(x)` are x, `Err(e)` is a failure. */
function wrappingCall(form: Form, name: string): Form | null {
  const [first] = partsOf(form, 'argument');
  if (first === undefined) return null;
  if (TRANSPARENT.has(name)) return wrapped(form, first);
  if (name !== 'Err') return null;
  return formAt(form, { kind: 'failure', role: form.role }, [withRole(first, 'value')]);
}

function madeByType(form: Form, type: string, made: string): Form | null {
  const [first] = partsOf(form, 'argument');
  if (WRAPPERS.has(type) && WRAPPING.has(made) && first !== undefined) return wrapped(form, first);
  if (!COLLECTIONS.has(type) || !COLLECTING.has(made)) return null;
  const isFilled = first !== undefined && made !== 'with_capacity';
  const elements = isFilled ? [formAt(first, { kind: 'spread' }, [withRole(first, 'value')])] : [];
  return formAt(form, { kind: 'list', role: form.role }, elements);
}

function wrapped(form: Form, value: Form): Form {
  return formAt(form, { kind: 'either', role: form.role }, [withRole(value, 'value')]);
}
