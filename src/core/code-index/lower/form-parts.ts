import type { Form } from '../forms.ts';
import { ownText } from '../own-text.ts';

/** The first part with a role. */
export function part(form: Form, role: string): Form | undefined {
  for (const child of form.children) if (child.role === role) return child;
  return undefined;
}

/** The first child of a kind. */
export function childOfKind(form: Form, kind: string): Form | undefined {
  for (const child of form.children) if (child.kind === kind) return child;
  return undefined;
}

export function hasFlag(form: Form, flag: string): boolean {
  return form.flags.length > 0 && form.flags.includes(flag);
}

export function textOf(text: string, form: Form): string {
  return ownText(form) ?? text.slice(form.start, form.end);
}

/**
 * Whether a form defines a name in the scope around it, rather than being a value in an expression.
 */
export function isDeclaration(form: Form): boolean {
  return (
    form.variant !== 'lambda' &&
    form.variant !== 'expression' &&
    (form.role === '' ||
      form.role === 'body' ||
      form.role === 'definition' ||
      form.role === 'prototype')
  );
}

const QUOTES = new Set(['"', "'", '`']);

/** The characters of a string literal between its quotes; null when parts of it are computed. */
export function constantText(text: string, form: Form): string | null {
  if (form.children.length > 0) return null;
  const own = ownText(form);
  if (own !== undefined) return own;
  let start = form.start;
  let end = form.end;
  while (start < end && !QUOTES.has(text[start] ?? '')) start++;
  if (start === end) return text.slice(form.start, form.end);
  const quote = text[start];
  if (text[start + 1] === quote && text[start + 2] === quote && end - start >= 6) {
    start += 3;
    end -= 3;
  } else {
    start += 1;
    end -= 1;
  }
  return text.slice(start, Math.max(start, end));
}
