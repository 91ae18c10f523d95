import { type ObjectFact, Origin, type ParameterFact } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { aritySlot } from './overloads.ts';
import type { Scope } from './scope.ts';

/** The parameters of a class itself are those of a constructor that stands for the class. */
export function lowerPrimaryConstructor(lowering: Lowering, form: Form, scope: Scope): void {
  const parameters = form.children.filter((child) => child.kind === 'parameter');
  if (parameters.length === 0) return;
  const { facts } = lowering;
  const variable = facts.variable(Origin.scope);
  const key = `${facts.symbols[scope.symbol]?.path ?? ''}()`;
  const object: ObjectFact = { kind: 'function', symbol: scope.symbol, key, variable };
  facts.object(object);
  const self = facts.variable(Origin.self);
  object.function = {
    parameters: parameters.map((parameter) => storeParameter(lowering, parameter, self)),
    self,
    result: facts.variable(),
    owner: scope.holder.object,
    isStatic: false,
    isClassMethod: false,
    isGetter: false,
    isSetter: false,
    isConstructor: true,
    isAbstract: false,
    isArrow: false,
  };
  facts.copy(object.function.result, self);
  const name = facts.symbols[scope.symbol]?.name ?? '';
  const least = parameters.filter((parameter) => part(parameter, 'value') === undefined).length;
  for (let count = least; count <= parameters.length; count++)
    facts.store(scope.holder.variable, aritySlot(name, count), variable);
}

function storeParameter(lowering: Lowering, parameter: Form, self: number): ParameterFact {
  const { facts } = lowering;
  const nameForm = part(parameter, 'name');
  const name = nameForm === undefined ? '' : textOf(lowering.text, nameForm);
  const variable = facts.variable(Origin.parameter);
  facts.store(self, name, variable);
  return { name, variable, kind: 'positional' };
}
