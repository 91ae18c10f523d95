import type { Form } from '../forms.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';

/**
 * `const Row = memo(RowImpl)`, `work = timed(work_impl)`: whoever calls the name asks for what was
 * wrapped. Returns the symbol of a variable that holds what a call made of functions or classes
 * that it was handed; -1 for others. Only names that were given a symbol just now can be.
 */
export function wrappingSymbol(
  { facts, language, scope, text }: Lowering,
  target: Form,
  value: Form | undefined,
): number {
  if (!WRAPPING.has(language.modules) || scope.kind !== 'module' || target.kind !== 'name')
    return -1;
  const symbol = facts.symbols.length - 1;
  const isOwn = facts.symbols[symbol]?.name === textOf(text, target);
  return isOwn && value !== undefined && isWrapping(value) ? symbol : -1;
}

const WRAPPING: ReadonlySet<string> = new Set(['javascript', 'python']);

/** Whether a call is handed a name, a function, a class, or what another such call made of one. */
function isWrapping(value: Form): boolean {
  if (value.kind === 'cast') return isWrapping(part(value, 'value') ?? value.children[0] ?? value);
  if (value.kind !== 'call') return false;
  return value.children.some(
    (child) =>
      child.role === 'argument' &&
      (child.kind === 'name' ||
        child.kind === 'function' ||
        child.kind === 'class' ||
        child.kind === 'member' ||
        isWrapping(child)),
  );
}
