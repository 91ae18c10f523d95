import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';
import { constantText, part, textOf } from '../lower/form-parts.ts';
import { nameAt, withChildren, withRole } from './edit-form.ts';

/**
 * Makes the written name of a member a name: `#x`, `x`, `'x'`. Computed names stay as they are
 * written.
 */
export function nameProperty(form: Form, text: string): Form {
  const name = part(form, 'name');
  if (name === undefined || name.kind === 'name' || name.kind === 'computed') return form;
  if (name.kind !== 'group' && name.kind !== 'string' && name.kind !== 'number') return form;
  const written = name.kind === 'string' ? constantText(text, name) : textOf(text, name);
  if (written === null || name.children.length > 0) return form;
  const named = withRole(nameAt(name, written), 'name');
  return withChildren(
    form,
    form.children.map((child) => (child === name ? named : child)),
  );
}

/**
 * A function or class that is the value of a variable, property or assignment is called by that
 * name; what an object literal defines stands below the literal's name.
 */
export function giveName(form: Form, role: 'name' | 'key' | 'left', text: string): Form {
  const target = part(form, role);
  const value = part(form, role === 'left' ? 'right' : 'value');
  if (target === undefined || value === undefined) return form;
  const named = namedValue(value, nameOf(target, text));
  return named === value
    ? form
    : withChildren(
        form,
        form.children.map((child) => (child === value ? named : child)),
      );
}

interface GivenName {
  at: Form;
  name: string;
  /** Path of what the name is a member of; '' for none. */
  below: string;
}

function namedValue(value: Form, given: GivenName | null): Form {
  if (given === null) return value;
  const { at, name, below } = given;
  if (value.kind === 'dict') return readingAs(value, below === '' ? name : `${below}.${name}`);
  if (value.kind === 'cast') return castOf(value, given);
  if (value.kind !== 'function' && value.kind !== 'class') return value;
  const isNamed = part(value, 'name') !== undefined;
  if (isNamed && (value.kind === 'class' || name === 'default')) return value;
  const others = value.children.filter((child) => child.role !== 'name');
  const named = withChildren(value, [withRole(nameAt(at, name), 'name'), ...others]);
  return below === '' ? named : readingAs(named, below);
}

function castOf(cast: Form, given: GivenName): Form {
  const children = cast.children.map((child) =>
    child.role === 'value' ? namedValue(child, given) : child,
  );
  return withChildren(cast, children);
}

function nameOf(target: Form, text: string): GivenName | null {
  switch (target.kind) {
    case 'name':
      return { at: target, name: textOf(text, target), below: '' };
    case 'group':
      return target.children.length > 0
        ? null
        : { at: target, name: textOf(text, target), below: '' };
    case 'string': {
      const name = constantText(text, target);
      return name === null || name === '' ? null : { at: target, name, below: '' };
    }
    case 'member':
      return memberName(target, text);
    default:
      return null;
  }
}

const NAMELESS = new Set(['this', 'exports', 'module', 'module.exports', 'self', 'that']);

/** `A.b = …` and `A.prototype.b = …` define `A.b`; `exports.b` and `this.b` define `b`. */
function memberName(target: Form, text: string): GivenName | null {
  const property = part(target, 'property');
  const object = part(target, 'object');
  if (property === undefined || object === undefined) return null;
  const name = textOf(text, property);
  const around = textOf(text, object);
  if (around === 'module' && name === 'exports') return null;
  if (name === 'prototype')
    return object.kind === 'name' ? { at: object, name: around, below: '' } : null;
  const path = around.replace(/\.prototype$/, '');
  const isPlain = /^[\w$]+(\.[\w$]+)*$/.test(path) && !NAMELESS.has(path);
  return { at: property, name, below: isPlain ? path : '' };
}
