import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';
import { formAt, nameAt, withChildren, withRole } from './edit-form.ts';

/** Where in the file the shaping is. */
export interface ShapeBash {
  text: string;
  /** What is known of the function around; null at the top of a script. */
  function: {
    shifts: number;
    isShiftKnown: boolean;
    assigned: Set<string>;
    locals: Set<string>;
  } | null;
  /** Inside of a loop or branch, where it is unknown how often `shift` runs. */
  isConditional: boolean;
  /** Shapes any form; see shape-bash.ts. */
  shape(form: Form, at: ShapeBash): Form[];
}

/** How many positional parameters of a function are followed. */
export const POSITIONS = 9;

export function shapeAll(forms: readonly Form[], at: ShapeBash): Form[] {
  return forms.flatMap((form) => at.shape(form, at));
}

/** A word, expansion or text as a value. */
export function shapeValue(form: Form, at: ShapeBash): Form {
  switch (form.kind) {
    case 'word':
      return wordValue(form, at.text);
    case 'expansion':
      return withRole(expansionValue(form, at), form.role);
    case 'text':
      return textValue(form, at);
    case 'list':
      return withChildren(
        form,
        form.children.map((child) => elementValue(child, at)),
      );
    default:
      return withChildren(form, shapeAll(form.children, at));
  }
}

function wordValue(form: Form, text: string): Form {
  const written = text.slice(form.start, form.end).replace(/^\$?'|'$/g, '');
  return readingAs(withRole(formAt(form, 'string'), form.role), written);
}

/** `${name}`, `$1`, `${list[0]}`; `$@` and `$*` stand for the first parameter left. */
function expansionValue(form: Form, at: ShapeBash): Form {
  const element = form.children.find((child) => child.role === 'element');
  if (element !== undefined) {
    const list = element.children.find((child) => child.role === 'name') ?? element;
    return formAt(form, 'subscript', [withRole(variableNamed(list, at), 'object')]);
  }
  const name = form.children.find((child) => child.role === 'name');
  return name === undefined ? formAt(form, 'group') : variableNamed(name, at);
}

export function variableNamed(form: Form, at: ShapeBash): Form {
  const written = at.text.slice(form.start, form.end);
  const position = /^[@*]$/.test(written) ? 1 : /^[1-9]$/.test(written) ? Number(written) : 0;
  if (position === 0 || at.function === null) return nameAt(form, `$${written}`);
  if (!at.function.isShiftKnown) return anyParameter(form);
  return nameAt(form, `$${position + at.function.shifts}`);
}

function anyParameter(form: Form): Form {
  const values = Array.from({ length: POSITIONS }, (_, index) =>
    withRole(nameAt(form, `$${index + 1}`), 'value'),
  );
  return formAt(form, 'either', values);
}

/**
 * A quoted expansion alone is its value; text around it makes it unknown, but what it runs still
 * runs.
 */
function textValue(form: Form, at: ShapeBash): Form {
  const [only, ...others] = form.children;
  const isWhole =
    only?.kind === 'expansion' &&
    others.length === 0 &&
    only.start - form.start <= 1 &&
    form.end - only.end <= 1;
  if (only !== undefined && isWhole) return withRole(shapeValue(only, at), form.role);
  if (form.children.length === 0) {
    const written = at.text.slice(form.start, form.end).replace(/^"|"$/g, '');
    return readingAs(withRole(formAt(form, 'string'), form.role), written);
  }
  return withRole(formAt(form, 'operation', shapeAll(form.children, at)), form.role);
}

/** `[key]=value` in an array. */
function elementValue(form: Form, at: ShapeBash): Form {
  const keyed = /^\[[^\]]*\]=(\w+)$/.exec(at.text.slice(form.start, form.end));
  if (keyed?.[1] === undefined) return shapeValue(form, at);
  return readingAs(formAt(form, 'string'), keyed[1]);
}
