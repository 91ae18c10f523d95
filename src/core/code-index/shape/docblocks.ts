import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { type DocNames, docType, listOf } from './doc-types.ts';
import { formAt, nameAt, withChildren, withRole } from './edit-form.ts';

/** What a docblock says of types, as written. */
interface Docblock {
  comment: Form;
  /** By name, without the sign of a variable. */
  parameters: ReadonlyMap<string, string>;
  result: string | undefined;
  /** `@var`, `@type`, and the variable it names, if any. */
  value: { type: string; name: string } | undefined;
  properties: ReadonlyMap<string, string>;
}

/** How docblocks are read in a file. */
export interface DocReading {
  text: string;
  /** Names of types, inside of the class of this name. */
  namesIn(className: string): DocNames;
}

/**
 * Gives definitions that are declared without types the types that the docblock before them names.
 * Written types stay; docblocks are believed as little or as much as those.
 */
export function applyDocblocks(root: Form, reading: DocReading): Form {
  return root.children.length === 0 ? root : applyInside(root, reading, '');
}

function applyInside(form: Form, reading: DocReading, className: string): Form {
  const inside = form.kind === 'class' ? nameOf(form, reading.text) : className;
  const names = reading.namesIn(inside);
  let doc: Docblock | null = null;
  let isChanged = false;
  const children = form.children.map((child) => {
    if (child.kind === 'comment') {
      doc = readDocblock(child, reading.text);
      return child;
    }
    const below = applyInside(child, reading, inside);
    const typed = doc === null ? below : applyTo(below, doc, { reading, names });
    // One declaration may be several forms.
    if (child.kind !== 'variable' && child.kind !== 'parameter') doc = null;
    if (typed !== child) isChanged = true;
    return typed;
  });
  return isChanged ? withChildren(form, children) : form;
}

function nameOf(form: Form, text: string): string {
  const name = part(form, 'name');
  return name === undefined ? '' : textOf(text, name);
}

interface Place {
  reading: DocReading;
  names: DocNames;
}

function applyTo(form: Form, doc: Docblock, place: Place): Form {
  switch (form.kind) {
    case 'export':
      return withChildren(
        form,
        form.children.map((child) => applyTo(child, doc, place)),
      );
    case 'function':
      return applyToFunction(form, doc, place);
    case 'class':
      return applyToClass(form, doc, place);
    case 'variable':
    case 'assign': {
      const value = part(form, form.kind === 'assign' ? 'right' : 'value');
      if (value?.kind !== 'function') return withValueType(form, doc, place);
      const typed = applyToFunction(value, doc, place);
      return withChildren(
        form,
        form.children.map((child) => (child === value ? typed : child)),
      );
    }
    case 'parameter':
      return withValueType(form, doc, place);
    case 'iterate':
      return applyToLoop(form, doc, place);
    default:
      return form;
  }
}

function applyToFunction(form: Form, doc: Docblock, { reading, names }: Place): Form {
  const children = form.children.map((child) => {
    if (child.kind !== 'parameter' || part(child, 'type') !== undefined) return child;
    const written = doc.parameters.get(nameOf(child, reading.text).replace(/^\$/, ''));
    const type = written === undefined ? null : docType(written, child, names);
    const held = child.variant === 'rest' ? listOf(type, child) : type;
    return held === null ? child : withChildren(child, [...child.children, withRole(held, 'type')]);
  });
  const result =
    doc.result === undefined || part(form, 'result_type') !== undefined
      ? null
      : docType(doc.result, doc.comment, names);
  return withChildren(
    form,
    result === null ? children : [...children, withRole(result, 'result_type')],
  );
}

/** `@property Repo $repo`: a property that the class has without declaring it. */
function applyToClass(form: Form, doc: Docblock, { names }: Place): Form {
  const body = part(form, 'body');
  if (body === undefined || doc.properties.size === 0) return form;
  const properties = [...doc.properties].flatMap(([name, written]) => {
    const type = docType(written, body, names);
    if (type === null) return [];
    const parts = [withRole(nameAt(body, `$${name}`), 'name'), withRole(type, 'type')];
    return [{ ...formAt(body, 'variable', parts), variant: 'alias' }];
  });
  const whole = withChildren(body, [...body.children, ...properties]);
  return withChildren(
    form,
    form.children.map((child) => (child === body ? whole : child)),
  );
}

/** `@var Repo $x` before a loop is the type of what it goes over. */
function applyToLoop(form: Form, doc: Docblock, { reading, names }: Place): Form {
  const left = part(form, 'left');
  if (left?.kind !== 'name' || doc.value === undefined) return form;
  if (!isMeant(doc.value.name, textOf(reading.text, left))) return form;
  const type = docType(doc.value.type, left, names);
  if (type === null) return form;
  const parts = [withRole(left, 'name'), withRole(type, 'type')];
  const declared = withRole(formAt(left, 'variable', parts), 'left');
  return withChildren(
    form,
    form.children.map((child) => (child === left ? declared : child)),
  );
}

function withValueType(form: Form, doc: Docblock, { reading, names }: Place): Form {
  if (doc.value === undefined || part(form, 'type') !== undefined) return form;
  const target = part(form, 'name') ?? part(form, 'left');
  if (target === undefined || !isMeant(doc.value.name, textOf(reading.text, target))) return form;
  const type = docType(doc.value.type, form, names);
  return type === null ? form : withChildren(form, [...form.children, withRole(type, 'type')]);
}

function isMeant(named: string, own: string): boolean {
  return named === '' || named === own.replace(/^\$/, '');
}

/** Reads `@param`, `@return`, `@var`, `@type` and `@property`; null where a comment has none. */
function readDocblock(comment: Form, text: string): Docblock | null {
  const written = text.slice(comment.start, comment.end);
  if (!written.startsWith('/**') || !written.includes('@')) return null;
  const parameters = new Map<string, string>();
  const properties = new Map<string, string>();
  let result: string | undefined;
  let value: Docblock['value'];
  for (const { tag, type, name } of tagsOf(written)) {
    if (tag === 'param') parameters.set(name, type);
    else if (tag.startsWith('return')) result ??= type;
    else if (tag.startsWith('property')) properties.set(name, type);
    else value ??= { type, name };
  }
  return { comment, parameters, result, value, properties };
}

const TAG = /@(?:phpstan-|psalm-)?(param|returns?|var|type|property(?:-read|-write)?)\s+/g;
const NAME = /\s*(?:&|\.\.\.)*(?:\$([A-Za-z_]\w*)|\[?([A-Za-z_$][\w$]*)(?![\w$.]))?/y;

function tagsOf(written: string): { tag: string; type: string; name: string }[] {
  const plain = written.replaceAll(/\n[ \t]*\*(?!\/)/g, '\n ');
  return Array.from(plain.matchAll(TAG), ({ 0: whole, 1: tag = '', index }) => {
    const from = index + whole.length;
    const end = endOfType(plain, from);
    NAME.lastIndex = end;
    const [, variable, bare] = NAME.exec(plain) ?? [];
    const type = plain.slice(from, end).replace(/^\{(.*)\}$/s, '$1');
    return { tag, type, name: variable ?? (type === plain.slice(from, end) ? '' : (bare ?? '')) };
  });
}

/** Where a type ends: at the first space that stands in no brackets and beside no `|`. */
function endOfType(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if ('<({['.includes(character)) depth++;
    else if ('>)}]'.includes(character)) depth--;
    else if (/\s/.test(character) && depth <= 0) {
      if (/^\s*[|&](?!\.)\s*\S/.test(text.slice(at, at + 8)) || text.charAt(at - 1) === '|')
        continue;
      return at;
    }
  }
  return text.length;
}
