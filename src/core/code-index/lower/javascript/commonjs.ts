import { Origin } from '../../facts.ts';
import type { Form } from '../../forms.ts';
import { part, textOf } from '../form-parts.ts';
import { addImport, moduleVariable } from '../add-import.ts';
import type { Lowering } from '../lowering.ts';
import { findBinding } from '../scope.ts';
import { enclosingPath } from '../symbols.ts';

/** The slot of a module that holds what `module.exports = …` makes of it. */
const WHOLE_EXPORT = 'export=';

/** `module` and `exports` of a CommonJS module; -1 for other names. */
export function readCommonName(lowering: Lowering, name: string): number {
  if (lowering.language.modules !== 'javascript') return -1;
  if (name === 'exports') return moduleVariable(lowering);
  if (name !== 'module') return -1;
  const { facts } = lowering;
  const module = facts.container('object', 'module');
  facts.store(module, 'exports', moduleVariable(lowering));
  return module;
}

/** `require('x')` and `import('x')`: the module, or what it exports as a whole. */
export function lowerLoaded(lowering: Lowering, form: Form): number {
  const source = part(form, 'source');
  if (source === undefined) return -1;
  const name = form.variant === 'require' ? WHOLE_EXPORT : '';
  const text = textOf(lowering.text, source).slice(1, -1);
  const module = addImport(lowering, form, { source: text, name });
  if (form.variant === 'require') return module;
  const { facts } = lowering;
  const promise = facts.container('promise', enclosingPath(lowering));
  facts.store(promise, '*', module);
  return promise;
}

/** Whether an assignment sets all that a module exports. */
export function isWholeExport(lowering: Lowering, left: Form): boolean {
  return (
    lowering.language.modules === 'javascript' &&
    left.kind === 'member' &&
    textOf(lowering.text, left) === 'module.exports' &&
    findBinding(lowering.scope, 'module') === null
  );
}

/** What a module exports as a whole; the properties of a literal are exports of their own. */
export function exportWhole(lowering: Lowering, value: number, written: Form | undefined): void {
  const { facts } = lowering;
  const module = moduleVariable(lowering);
  facts.store(module, WHOLE_EXPORT, value);
  if (written?.kind !== 'dict') return;
  for (const child of written.children) {
    const name = child.kind === 'name' ? child : (part(child, 'key') ?? part(child, 'name'));
    if (name?.kind !== 'name') continue;
    const slot = textOf(lowering.text, name);
    facts.store(module, slot, facts.load(value, slot, Origin.scope));
  }
}
