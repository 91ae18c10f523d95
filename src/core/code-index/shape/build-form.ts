import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';

/** A form that stands where another one stands. */
export function formAt(
  at: Form,
  what: { kind: string; variant?: string; role?: string; flags?: readonly string[] },
  children: Form[] = [],
): Form {
  return {
    ...at,
    kind: what.kind,
    variant: what.variant ?? '',
    role: what.role ?? '',
    flags: what.flags ?? [],
    children,
  };
}

/** The same form in another role. */
export function withRole(form: Form, role: string): Form {
  return form.role === role ? form : { ...form, role };
}

/** A name that is a stretch of a form's text; the stretch lies on the form's first line. */
export function nameWithin(form: Form, start: number, end: number, role: string): Form {
  return {
    ...form,
    kind: 'name',
    variant: '',
    role,
    start,
    end,
    column: form.column + start - form.start,
    flags: [],
    children: [],
  };
}

/** A name that stands where a form stands and reads as the given text. */
export function nameReading(at: Form, text: string, role: string): Form {
  return readingAs(formAt(at, { kind: 'name', role }), text);
}

export function partsOf(form: Form, role: string): Form[] {
  return form.children.filter((child) => child.role === role);
}

/** Replaces every form below a root by what `change` makes of it, the innermost first. */
export function rewrite(form: Form, change: (form: Form) => Form[]): void {
  const { children } = form;
  if (children.length === 0) return;
  let next: Form[] | null = null;
  for (let at = 0; at < children.length; at++) {
    const child = children[at] as Form;
    rewrite(child, change);
    const changed = change(child);
    if (next !== null) next.push(...changed);
    else if (changed.length !== 1 || changed[0] !== child) {
      next = children.slice(0, at);
      next.push(...changed);
    }
  }
  if (next !== null) form.children = next;
}

/**
 * Splits a declaration of several names into one form each. A value belongs to the name it follows;
 * values that all stand behind the names belong to them in order.
 */
export function splitNames(form: Form): Form[] {
  const targets = form.children.filter(isTarget);
  if (targets.length < 2) return [form];
  const values = partsOf(form, 'value');
  const firstValue = values[0];
  const last = targets.at(-1) as Form;
  const areApart = firstValue !== undefined && firstValue.start > last.start;
  const others = form.children.filter((child) => !isTarget(child) && child.role !== 'value');
  return targets.map((target, index) => {
    const next = targets[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const value = areApart
      ? values[index]
      : values.find((candidate) => candidate.start > target.start && candidate.start < next);
    const children = value === undefined ? [...others, target] : [...others, target, value];
    return { ...form, children };
  });
}

function isTarget(form: Form): boolean {
  return form.role === 'name' || form.role === 'pattern';
}
