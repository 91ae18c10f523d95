import { Op, Origin } from '../../facts.ts';
import type { Form } from '../../forms.ts';
import { isDeclaration, part } from '../form-parts.ts';
import { bindDefinition } from '../functions.ts';
import type { Lowering } from '../lowering.ts';
import { bindingIn, openScope, type Scope } from '../scope.ts';
import { promisedBy } from './declared-types.ts';
import { constraintsOf } from './declared-values.ts';
import { declareTypeParameters } from './type-parameters.ts';

/** `type A = B`, where B is no type literal with a body of its own. */
export function isAlias(lowering: Lowering, form: Form): boolean {
  return (
    form.variant === 'type' &&
    lowering.language.modules === 'javascript' &&
    part(form, 'value') !== undefined
  );
}

/** An alias holds what its type promises. */
export function bindAlias(lowering: Lowering, form: Form, name: string): number {
  const value = part(form, 'value');
  const names = lowering.names.survey.scopes.get(form);
  if (value === undefined || names === undefined) return -1;
  const { scope: parent, frame } = lowering;
  lowering.scope = openScope('block', { parent, frame, names }, parent.symbol);
  declareTypeParameters(lowering.scope, constraintsOf(lowering, form));
  const { variable } = promisedBy(lowering, value);
  lowering.scope = parent;
  if (variable >= 0 && isDeclaration(form))
    bindDefinition(lowering, name, mergeDeclarations(lowering, name, variable));
  return variable;
}

/** Interfaces, namespaces and classes of one name are one thing. */
export function mergeDeclarations(lowering: Lowering, name: string, variable: number): number {
  const { facts, scope, language } = lowering;
  if (language.modules !== 'javascript' || !scope.names.declared.has(name)) return variable;
  const { current } = bindingIn(scope, name);
  if (current < 0) return variable;
  const joined = facts.variable(facts.originOf(variable));
  facts.copy(joined, current);
  facts.copy(joined, variable);
  return joined;
}

/**
 * Type parameters of a class are what its instances hold for them; what a class gives its base is
 * held by its own instances.
 */
export function openGenerics(lowering: Lowering, form: Form, scope: Scope): void {
  const { facts, language } = lowering;
  if (!language.trustsTypes) return;
  declareTypeParameters(scope, constraintsOf(lowering, form, true));
  if (!form.children.some((child) => child.role.startsWith('base'))) return;
  const instance = facts.derive(Op.instance, scope.holder.variable, Origin.self);
  for (const given of basesGiven(form))
    given.forEach((argument, index) => {
      facts.store(instance, `<${index}>`, promisedBy(lowering, argument).variable);
    });
}

/** Type arguments of each base. */
function basesGiven(form: Form): Form[][] {
  const ofBases = form.children
    .filter((child) => child.role === 'base')
    .map((base) => base.children.filter((child) => child.role === 'argument'));
  return [form.children.filter((child) => child.role === 'base_argument'), ...ofBases];
}
