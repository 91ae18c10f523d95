import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';

/** The same form with another role. */
export function withRole(form: Form, role: string): Form {
  return { ...form, role };
}

/** The same form with other children. */
export function withChildren(form: Form, children: Form[]): Form {
  return { ...form, children };
}

/** A form that stands where another stands. */
export function formAt(at: Form, kind: string, children: Form[] = []): Form {
  const { start, end, line, column, endLine } = at;
  return { kind, variant: '', role: '', start, end, line, column, endLine, flags: [], children };
}

/** A name that stands where a form stands and reads as the given text. */
export function nameAt(at: Form, text: string): Form {
  return readingAs(formAt(at, 'name'), text);
}

/** `object.property` where a form stands. */
export function memberAt(at: Form, object: Form, property: Form): Form {
  return formAt(at, 'member', [withRole(object, 'object'), withRole(property, 'property')]);
}

/** A call or `new` of a callee with the given arguments. */
export function callAt(at: Form, kind: 'call' | 'new', callee: Form, values: Form[]): Form {
  const parts = values.map((value) => withRole(value, 'argument'));
  return formAt(at, kind, [withRole(callee, 'callee'), ...parts]);
}

/** The first form of a kind at or below the given ones, not looking into bodies. */
export function findKind(forms: readonly Form[], kind: string): Form | undefined {
  for (const form of forms) {
    if (form.kind === kind) return form;
    const inside = form.role === 'body' ? undefined : findKind(form.children, kind);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** A call, and beside it the call that the called function makes of what it was handed. */
export function withCallback(call: Form, callee: Form, values: Form[]): Form {
  const implied = callAt(call, 'call', withRole(callee, ''), values);
  return withRole(formAt(call, 'either', [withRole(call, 'value'), implied]), call.role);
}
