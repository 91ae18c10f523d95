import type { Form } from '../forms.ts';
import { callAt, formAt, nameAt, withRole } from './edit-form.ts';
import { type ShapeBash, shapeAll, shapeValue } from './bash-values.ts';

/** A command: a call of the function it names, or what a builtin does with functions and files. */
export function shapeCommand(form: Form, at: ShapeBash): Form[] {
  const callee = form.children.find((child) => child.role === 'callee');
  const given = form.children.filter((child) => child.role === 'argument');
  const others = form.children.filter((child) => child !== callee && child.role !== 'argument');
  const before = shapeAll(others, at);
  if (callee === undefined) return [...before, ...shapeAll(given, at)];
  return [
    ...before,
    ...callOf(form, { callee, given }, at).map((child) => withRole(child, form.role)),
  ];
}

interface Words {
  callee: Form;
  given: Form[];
}

type Shape = (form: Form, words: Words, at: ShapeBash) => Form[];

const BUILTINS = new Map<string, Shape>([
  ['source', shapeSource],
  ['.', shapeSource],
  ['trap', shapeScript],
  ['eval', shapeScript],
  ['command', shapeArguments],
  ['builtin', shapeArguments],
  ['exec', shapeArguments],
  ['time', shapePrefix],
  ['coproc', shapePrefix],
  ['shift', noteShift],
]);

function callOf(form: Form, words: Words, at: ShapeBash): Form[] {
  const { callee } = words;
  const isWord = callee.children.length === 1 && callee.children[0]?.kind === 'word';
  const name = isWord ? at.text.slice(callee.start, callee.end).replace(/^\\/, '') : '';
  return BUILTINS.get(name)?.(form, words, at) ?? [callNamed(form, words, name, at)];
}

function shapeScript(_form: Form, { given }: Words, at: ShapeBash): Form[] {
  return [...scriptCalls(given[0], at), ...shapeAll(given, at).map(plain)];
}

/** These run programs of a name, never functions. */
function shapeArguments(_form: Form, { given }: Words, at: ShapeBash): Form[] {
  return shapeAll(given, at).map(plain);
}

/** What follows is the command. */
function shapePrefix(form: Form, { given }: Words, at: ShapeBash): Form[] {
  const [first, ...rest] = given;
  return first === undefined ? [] : callOf(form, { callee: groupOf(first), given: rest }, at);
}

function plain(form: Form): Form {
  return withRole(form, '');
}

function groupOf(form: Form): Form {
  return formAt(form, 'group', [withRole(form, '')]);
}

function callNamed(form: Form, { callee, given }: Words, name: string, at: ShapeBash): Form {
  const values = given.map((child) => shapeValue(child, at));
  if (name !== '') return callAt(form, 'call', nameAt(callee, name), values);
  const [only = callee] = callee.children;
  const called = shapeValue(withRole(only, ''), at);
  // What follows `"$@"` is handed on with the parameters after the first.
  return callAt(form, 'call', called, values);
}

/** The path stays as written; the module system decides what its expansions may stand for. */
function shapeSource(form: Form, { given }: Words, at: ShapeBash): Form[] {
  const [path] = given;
  if (path === undefined) return [];
  const written = at.text.slice(path.start, path.end);
  const include = formAt(form, 'include', [withRole(nameAt(path, ` ${written}`), 'source')]);
  return [include, ...(path.kind === 'text' ? shapeAll(path.children, at) : [])];
}

const COMMAND_START = /(?:^|[;&|\n]|\bthen\b|\bdo\b)\s*([A-Za-z_][\w-]*)/g;

/** The functions that a script in a text calls: `trap 'cleanup; exit' EXIT`. */
function scriptCalls(form: Form | undefined, at: ShapeBash): Form[] {
  if (form === undefined || form.children.length > 0) return scriptOfText(form, at);
  const script = at.text.slice(form.start, form.end).replace(/^['"]|['"]$/g, '');
  return [...script.matchAll(COMMAND_START)].map((match) =>
    callAt(form, 'call', nameAt(form, match[1] ?? ''), []),
  );
}

/** In a double-quoted script expansions are filled in; its first word is the command. */
function scriptOfText(form: Form | undefined, at: ShapeBash): Form[] {
  if (form === undefined || form.kind !== 'text') return [];
  const first = /^"?\s*([A-Za-z_][\w-]*)/.exec(at.text.slice(form.start, form.end))?.[1];
  return first === undefined ? [] : [callAt(form, 'call', nameAt(form, first), [])];
}

/** `shift 2` moves the parameters by two; in loops and branches the number is unknown. */
function noteShift(_form: Form, { given }: Words, at: ShapeBash): Form[] {
  if (at.function === null) return [];
  const [count] = given;
  const by = count === undefined ? 1 : Number(at.text.slice(count.start, count.end));
  if (at.isConditional || !Number.isInteger(by)) at.function.isShiftKnown = false;
  else at.function.shifts += by;
  return [];
}
