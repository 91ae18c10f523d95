import { Op, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import type { Lowering } from './lowering.ts';
import { readName } from './names.ts';
import { type Binding, bindingIn, readBinding, type Scope } from './scope.ts';

/**
 * The first step of a path: the crate, this module, the one around it, a name of the file, or
 * another crate.
 */
export function readRoot(lowering: Lowering, form: Form, name: string): number {
  switch (name) {
    case 'crate':
      return importModule(lowering, form, 'crate');
    case 'self':
      return moduleAround(lowering, 0);
    case 'super': {
      const around = moduleAround(lowering, 1);
      return around >= 0 ? around : importModule(lowering, form, 'super');
    }
    case 'Self':
      return readName(lowering, name);
    default: {
      if (form.variant === 'crate') return importModule(lowering, form, name);
      const known = findItem(lowering, name);
      if (known !== null) return readBinding(lowering.facts, known, lowering.frame);
      return importModule(lowering, form, name);
    }
  }
}

/** A path begins with an item, never with a local variable. */
function findItem({ scope: from }: Lowering, name: string): Binding | null {
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    const isItem =
      scope.kind === 'module' || scope.holder.isNamespace || scope.names.hoisted.has(name);
    if (isItem && scope.names.declared.has(name)) return bindingIn(scope, name);
  }
  return null;
}

/** The module object so many modules further out; -1 when that is another file's. */
function moduleAround(lowering: Lowering, steps: number): number {
  let left = steps;
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    if (!scope.holder.isNamespace && scope.kind !== 'module') continue;
    if (left === 0) return scope.holder.variable;
    left -= 1;
  }
  return -1;
}

function importModule(lowering: Lowering, form: Form, source: string): number {
  const key = `module ${source}`;
  const known = lowering.names.free.get(key);
  if (known !== undefined) return known;
  const { facts } = lowering;
  const fact = { source, name: '', from: 0, line: form.line, isReexport: false, isTypeOnly: true };
  const variable = facts.variable(Origin.import);
  facts.emit(Op.import, variable, facts.imports.push(fact) - 1);
  lowering.names.free.set(key, variable);
  return variable;
}
