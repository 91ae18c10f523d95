import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, nameReading, withRole } from './build-form.ts';
import { TRANSPARENT } from './rust-library.ts';

/** Slot that holds what a result failed with. */
const ERROR = '()error';

/** What a pattern binds: constants are taken out, wrapped values stand for themselves. */
export function patternOf(form: Form, text: string): Form {
  switch (form.kind) {
    case 'name':
      return /^[A-Z]/.test(textOf(text, form)) ? formAt(form, { kind: 'group' }) : form;
    case 'member':
    case 'number':
    case 'string':
      return formAt(form, { kind: 'group', role: form.role });
    case 'pattern':
      return form.variant === 'variant' ? variantPattern(form, text) : innerPatterns(form, text);
    case 'pair':
      return innerPatterns(form, text);
    case 'group':
    case 'either':
      return innerPatterns(form, text);
    default:
      return form;
  }
}

function innerPatterns(form: Form, text: string): Form {
  const children = form.children.map((child) =>
    child.role === 'key' || child.role === 'type'
      ? child
      : withRole(patternOf(child, text), child.role),
  );
  return { ...form, children };
}

function variantPattern(form: Form, text: string): Form {
  const type = part(form, 'type');
  if (type === undefined) return innerPatterns(form, text);
  const name = textOf(text, type);
  const inner = form.children.filter((child) => child !== type);
  const [only] = inner;
  if (TRANSPARENT.has(name) && only !== undefined)
    return patternOf(withRole(only, form.role), text);
  const path = formAt(
    type,
    { kind: 'type', role: 'type' },
    type.kind === 'member' ? [withRole(type, '')] : [],
  );
  const pairs = inner
    .filter((child) => child.kind !== 'ignored')
    .map((child, index) => {
      if (child.kind === 'pair') return fieldPattern(child, text);
      return formAt(child, { kind: 'pair' }, [
        nameReading(child, name === 'Err' ? ERROR : String(index), 'key'),
        withRole(patternOf(child, text), 'value'),
      ]);
    });
  if (name === 'Err') return { ...form, variant: 'dict', children: pairs };
  return { ...form, children: [path, ...pairs] };
}

/** `Side { len }` binds the field to its own name. */
function fieldPattern(pair: Form, text: string): Form {
  const key = part(pair, 'key');
  const value = part(pair, 'value');
  if (key === undefined) return pair;
  const target =
    value === undefined ? withRole(key, 'value') : withRole(patternOf(value, text), 'value');
  return { ...pair, children: [nameReading(key, textOf(text, key), 'key'), target] };
}
