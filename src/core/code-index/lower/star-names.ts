import type { Form } from '../forms.ts';
import { constantText, part, textOf } from './form-parts.ts';

const LIST = '__all__';

/**
 * The names that Python's `__all__` lists; undefined where there is none, or where it is computed.
 */
export function readStarNames(root: Form, text: string): string[] | undefined {
  if (!text.includes(LIST) || text.includes(`${LIST}.`)) return undefined;
  let names: string[] | undefined;
  for (const form of root.children) {
    const left = form.kind === 'assign' ? part(form, 'left') : undefined;
    if (left === undefined || textOf(text, left) !== LIST) continue;
    const listed = constantNames(text, part(form, 'right'));
    if (listed === null) return undefined;
    names = form.variant === 'augmented' ? [...(names ?? []), ...listed] : listed;
  }
  return names;
}

function constantNames(text: string, list: Form | undefined): string[] | null {
  if (list?.kind !== 'list') return null;
  const names: string[] = [];
  for (const child of list.children) {
    if (child.kind === 'comment') continue;
    const name = child.kind === 'string' ? constantText(text, child) : null;
    if (name === null) return null;
    names.push(name);
  }
  return names;
}
