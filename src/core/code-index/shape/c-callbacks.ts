import type { Form } from '../forms.ts';
import { withCallback } from './edit-form.ts';

/**
 * Functions of the C library that call a function they are handed: its position among the
 * arguments, and that of what it gets.
 */
const CALLERS = new Map<string, { callable: number; given: readonly number[] }>([
  ['qsort', { callable: 3, given: [0, 0] }],
  ['bsearch', { callable: 4, given: [0, 1] }],
  ['lfind', { callable: 4, given: [0, 1] }],
  ['atexit', { callable: 0, given: [] }],
  ['at_quick_exit', { callable: 0, given: [] }],
  ['on_exit', { callable: 0, given: [-1, 1] }],
  ['signal', { callable: 1, given: [] }],
  ['pthread_create', { callable: 2, given: [3] }],
  ['pthread_once', { callable: 1, given: [] }],
  ['pthread_key_create', { callable: 1, given: [] }],
  ['pthread_cleanup_push', { callable: 0, given: [1] }],
  ['thrd_create', { callable: 1, given: [2] }],
  ['call_once', { callable: 1, given: [] }],
  ['ftw', { callable: 1, given: [] }],
  ['nftw', { callable: 1, given: [] }],
  ['scandir', { callable: 2, given: [] }],
  ['glob', { callable: 2, given: [] }],
  ['twalk', { callable: 1, given: [] }],
  ['tsearch', { callable: 2, given: [] }],
]);

/** Standard C++ functions whose last argument is called. */
const LAST_CALLED = new Set(
  (
    'sort stable_sort partial_sort nth_element for_each for_each_n transform find_if find_if_not count_if any_of all_of none_of ' +
    'remove_if replace_if copy_if partition stable_partition generate generate_n accumulate reduce inner_product adjacent_find ' +
    'min_element max_element minmax_element unique merge lower_bound upper_bound equal_range is_sorted equal mismatch erase_if'
  ).split(' '),
);

/** Standard C++ functions whose first argument is called, with those after it. */
const FIRST_CALLED = new Set(['invoke', 'apply', 'visit', 'thread', 'jthread']);

/** Joins a call of a library function with the call it makes of a function among its arguments. */
export function withLibraryCallback(call: Form, name: string, isStandard: boolean): Form {
  const given = call.children.filter((child) => child.role === 'argument');
  const caller = CALLERS.get(name);
  if (caller !== undefined && !isStandard) {
    const callable = given[caller.callable];
    const values = caller.given.flatMap((at) => given[at] ?? []);
    return callable === undefined ? call : withCallback(call, callable, values);
  }
  if (!isStandard) return call;
  const last = given.at(-1);
  const [first, ...rest] = given;
  if (LAST_CALLED.has(name) && last !== undefined && mayBeCalled(last))
    return withCallback(call, last, []);
  if (FIRST_CALLED.has(name) && first !== undefined) return withCallback(call, first, rest);
  if (name === 'async' || name === 'call_once') return withAsync(call, given);
  return call;
}

/**
 * The launch policy of `std::async` and the flag of `std::call_once` come before what is called.
 */
function withAsync(call: Form, given: Form[]): Form {
  const at = given.findIndex((form) => form.kind === 'function');
  const start = at >= 0 ? at : given.length > 1 ? 1 : 0;
  const callable = given[start];
  return callable === undefined ? call : withCallback(call, callable, given.slice(start + 1));
}

function mayBeCalled(form: Form): boolean {
  return form.kind === 'function' || form.kind === 'name' || form.kind === 'member';
}
