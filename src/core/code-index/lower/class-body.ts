import type { Form } from '../forms.ts';
import { part } from './form-parts.ts';
import { type Lowering, runAll } from './lowering.ts';
import { hasArities } from './overloads.ts';
import { lowerPrimaryConstructor } from './primary-constructor.ts';
import { readBinding, type Scope } from './scope.ts';

/** Runs the body of a class in its scope. */
export function lowerClassBody(lowering: Lowering, form: Form, scope: Scope): void {
  if (hasArities(lowering.language) && !scope.holder.isNamespace)
    lowerPrimaryConstructor(lowering, form, scope);
  const body = part(form, 'body');
  if (body === undefined) return;
  const outer = lowering.scope;
  const { decorators } = lowering.statement;
  lowering.scope = scope;
  lowering.statement.decorators = [];
  runAll(lowering, body.children);
  lowering.scope = outer;
  lowering.statement.decorators = decorators;
  storeMembers(lowering, scope);
}

/** What the names of a class or module are bound to at its end becomes its members. */
export function storeMembers(lowering: Lowering, scope: Scope): void {
  for (const binding of scope.bindings.values())
    if (binding.versions.length > 0 || binding.all >= 0)
      lowering.facts.store(
        scope.holder.variable,
        binding.name,
        readBinding(lowering.facts, binding, scope.frame),
      );
}
