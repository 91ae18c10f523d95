import type { Form } from '../forms.ts';
import { formAt, nameAt, withRole } from './edit-form.ts';

/** How the names of types in docblocks are read. */
export interface DocNames {
  /** The form of a class's name; null for what is no class. */
  named(written: string, at: Form): Form | null;
}

/** Types whose values are lists of their last argument. */
const LISTS =
  /^(?:array|list|iterable|non-empty-array|non-empty-list|Array|ReadonlyArray|Set|Map|Iterable|Iterator|Traversable|Generator|ArrayAccess)$/;

/** Types whose values are their last argument, or give it when they are awaited. */
const WRAPPERS = /^(?:Promise|Awaited|Readonly|Partial|NonNullable|Required)$/;

const NO_CLASS =
  /^(?:string|int|integer|float|double|bool|boolean|true|false|null|void|mixed|object|array|callable|iterable|resource|never|scalar|number|any|unknown|undefined|function|Function|Object|Array|symbol|bigint|this|class-string|positive-int|numeric)$/;

/**
 * The form of a type as docblocks write it: `?Repo`, `Repo[]|null`, `array<int, Repo>`; null when
 * nothing in it is followed.
 */
export function docType(text: string, at: Form, names: DocNames): Form | null {
  const parts = splitOutside(text, /[|&]/).map((one) => plainType(one.trim(), at, names));
  return joined(
    parts.filter((part) => part !== null),
    at,
  );
}

function joined(parts: readonly Form[], at: Form): Form | null {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first ?? null;
  return { ...formAt(at, 'type', [...parts]), variant: 'union' };
}

function plainType(written: string, at: Form, names: DocNames): Form | null {
  const text = written.replace(/^[?!]|^\.\.\./, '').replace(/=$/, '');
  if (text.startsWith('(') && text.endsWith(')')) return docType(text.slice(1, -1), at, names);
  if (text.endsWith('[]')) return listOf(docType(text.slice(0, -2), at, names), at);
  const [, base, inside] = /^([\w\\.$-]+?)\.?<(.*)>$/s.exec(text) ?? [];
  if (base === undefined || inside === undefined)
    return NO_CLASS.test(text) || !/^\\?[A-Za-z_$][\w\\.$]*$/.test(text)
      ? null
      : typeNamed(text, at, names);
  const last = docType(splitOutside(inside, /,/).at(-1) ?? '', at, names);
  if (LISTS.test(base)) return listOf(last, at);
  if (WRAPPERS.test(base)) return last;
  const own = NO_CLASS.test(base) ? null : typeNamed(base, at, names);
  return joined(
    [own, listOf(last, at)].filter((part) => part !== null),
    at,
  );
}

function typeNamed(text: string, at: Form, names: DocNames): Form | null {
  const name = names.named(text, at);
  return name === null ? null : formAt(at, 'type', [withRole(name, 'name')]);
}

export function listOf(element: Form | null, at: Form): Form | null {
  return element === null ? null : { ...formAt(at, 'type', [element]), variant: 'list' };
}

/** Splits a text at separators that stand in no brackets. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if ('<({['.includes(character)) depth++;
    else if ('>)}]'.includes(character)) depth--;
    else if (depth === 0 && separator.test(character)) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** A plain name of a class. */
export const plainNames: DocNames = { named: (written, at) => nameAt(at, written) };
