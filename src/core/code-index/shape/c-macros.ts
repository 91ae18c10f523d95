import type { Form } from '../forms.ts';
import { formAt, withChildren, withRole } from './edit-form.ts';

const CALL = /\b([A-Za-z_]\w*)\s*\(/g;
const NO_CALLS = new Set([
  'if',
  'while',
  'for',
  'switch',
  'return',
  'sizeof',
  'typeof',
  '__typeof__',
  'defined',
  'alignof',
  '_Alignof',
  '__attribute__',
  'catch',
  'new',
  'delete',
]);

/**
 * Gives a function-like macro the calls that its replacement text makes; the grammar reads that
 * text as a whole.
 */
export function shapeMacro(form: Form, text: string): Form {
  const body = form.children.find((child) => child.role === 'body');
  if (body === undefined) return withChildren(form, [...form.children, bodyAt(form)]);
  const calls: Form[] = [];
  const content = text.slice(body.start, body.end);
  for (const match of content.matchAll(CALL)) {
    const name = match[1] ?? '';
    const before = content[match.index - 1];
    if (NO_CALLS.has(name) || before === '.' || before === '>' || before === '#') continue;
    const start = body.start + match.index;
    const place = {
      ...body,
      start,
      end: start + name.length,
      ...placeOf(body, content, match.index),
    };
    calls.push(formAt(place, 'call', [withRole(formAt(place, 'name'), 'callee')]));
  }
  return withChildren(
    form,
    form.children.map((child) =>
      child === body ? withRole(formAt(body, 'group', calls), 'body') : child,
    ),
  );
}

function bodyAt(form: Form): Form {
  return withRole(formAt({ ...form, start: form.end }, 'group'), 'body');
}

function placeOf(body: Form, content: string, index: number): Pick<Form, 'line' | 'column'> {
  const lines = content.slice(0, index).split('\n');
  const last = lines.at(-1) ?? '';
  return {
    line: body.line + lines.length - 1,
    column: lines.length === 1 ? body.column + last.length : last.length,
  };
}
