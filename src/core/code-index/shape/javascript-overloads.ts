import type { Form } from '../forms.ts';
import { hasFlag, part, textOf } from '../lower/form-parts.ts';
import { formAt, withChildren, withRole } from './edit-form.ts';

/**
 * Overloads are one function: the one with a body, else the first. It returns what any of the
 * signatures that callers see promises.
 */
export function mergeOverloads(form: Form, text: string): Form {
  const bodiless = form.children.filter((child) => isSignature(functionIn(child)));
  if (bodiless.length === 0 || form.children.length < 2) return form;
  const groups = new Map<string, Form[]>();
  for (const child of form.children) {
    const name = overloadName(child, text);
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), child]);
  }
  const replaced = new Map<Form, Form | null>();
  for (const group of groups.values()) if (group.length > 1) replaceGroup(group, replaced);
  if (replaced.size === 0) return form;
  return withChildren(
    form,
    form.children.flatMap((child) => {
      const next = replaced.get(child);
      return next === undefined ? [child] : next === null ? [] : [next];
    }),
  );
}

function functionIn(child: Form): Form | undefined {
  if (child.kind === 'function') return child;
  if (child.kind !== 'export') return undefined;
  const inside = part(child, 'definition');
  return inside?.kind === 'function' ? inside : undefined;
}

function isSignature(form: Form | undefined): boolean {
  return (
    form !== undefined && part(form, 'body') === undefined && part(form, 'result') === undefined
  );
}

function overloadName(child: Form, text: string): string | null {
  const form = functionIn(child);
  const name = form === undefined ? undefined : part(form, 'name');
  if (form === undefined || name === undefined) return null;
  if (hasFlag(form, 'getter') || hasFlag(form, 'setter')) return null;
  return `${hasFlag(form, 'static') ? 'static ' : ''}${textOf(text, name)}`;
}

function replaceGroup(group: readonly Form[], replaced: Map<Form, Form | null>): void {
  const signatures = group.filter((child) => isSignature(functionIn(child)));
  const implementations = group.filter((child) => !signatures.includes(child));
  if (signatures.length === 0 || implementations.length > 1) return;
  const kept = implementations[0] ?? group[0];
  if (kept === undefined) return;
  for (const child of group)
    replaced.set(child, child === kept ? withResults(kept, signatures) : null);
}

function withResults(kept: Form, signatures: readonly Form[]): Form {
  const form = functionIn(kept);
  if (form === undefined) return kept;
  const types = signatures.flatMap((child) => {
    const type = part(functionIn(child) ?? child, 'result_type');
    return type === undefined ? [] : [withRole(type, 'member')];
  });
  const [first] = types;
  if (first === undefined) return kept;
  const others = form.children.filter((child) => child.role !== 'result_type');
  const result = withRole({ ...formAt(first, 'type', types), variant: 'union' }, 'result_type');
  const merged = withChildren(form, [...others, result]);
  if (kept === form) return merged;
  return withChildren(
    kept,
    kept.children.map((child) => (child === form ? merged : child)),
  );
}
