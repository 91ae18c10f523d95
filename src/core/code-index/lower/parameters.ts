import { Op, Origin, type ParameterFact, type Receiving } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part, textOf } from './form-parts.ts';
import { declaredValue, expectCallbacks } from './javascript/declared-values.ts';
import { constrainParameter } from './javascript/receiver-type.ts';
import type { Lowering } from './lowering.ts';
import { assignTo } from './patterns.ts';
import { receiveClass } from './receivers.ts';
import { bindingIn, bindVariable } from './scope.ts';
import { addSymbol, enclosingPath } from './symbols.ts';
import { copyPromise, lowerType } from './types.ts';

/** A parameter with the variables of its default and of what its type promises. */
interface Given {
  parameter: Form;
  value: number;
  type: number;
}

/** Evaluates defaults and types of a function's parameters, in the scope where they are written. */
export function readGiven(lowering: Lowering, form: Form): Given[] {
  const given: Given[] = [];
  for (const parameter of form.children)
    if (parameter.kind === 'parameter')
      given.push({
        parameter,
        value: evaluatePart(lowering, parameter, 'value'),
        type: typedPart(lowering, parameter),
      });
  return given;
}

/** Binds the parameters of a function in its own scope. */
export function lowerParameters(
  lowering: Lowering,
  given: readonly Given[],
  fact: Receiving,
): void {
  const { facts } = lowering;
  let isKeywordOnly = false;
  for (const { parameter, value, type } of given) {
    const lowered = lowerParameter(lowering, parameter, fact);
    if (lowered === null || lowered.kind === 'rest') isKeywordOnly = true;
    if (lowered === null) continue;
    if (isKeywordOnly && lowered.kind === 'positional') lowered.kind = 'keyword';
    facts.copy(lowered.variable, value);
    copyPromise(lowering, lowered.variable, restType(lowering, parameter, type));
  }
}

function evaluatePart(lowering: Lowering, form: Form, role: string): number {
  const value = part(form, role);
  return value === undefined ? -1 : lowering.evaluate(value);
}

function typedPart(lowering: Lowering, form: Form): number {
  const type = part(form, 'type');
  return type === undefined || lowering.language.trustsTypes ? -1 : lowerType(lowering, type);
}

/** In some languages the type of a rest parameter is that of its elements. */
function restType(lowering: Lowering, form: Form, type: number): number {
  if (form.variant !== 'rest' || type < 0 || !ELEMENT_TYPED.has(lowering.language.modules))
    return type;
  const list = lowering.facts.container('list', enclosingPath(lowering));
  lowering.facts.store(list, '*', type);
  return list;
}

const ELEMENT_TYPED = new Set(['go', 'java', 'csharp']);

function lowerParameter(lowering: Lowering, form: Form, fact: Receiving): ParameterFact | null {
  if (form.variant === 'separator') return null;
  const { facts, frame } = lowering;
  const isDeclaredSelf = form.variant === 'self';
  const isReceiver = isDeclaredSelf || isFirstOfMethod(lowering, form, fact);
  const variable = facts.variable(isReceiver ? Origin.self : Origin.parameter);
  if (isReceiver) {
    frame.self = variable;
    receiveClass(lowering, variable);
  }
  if (isDeclaredSelf) receiveInstance(lowering, variable, fact);
  const target = part(form, 'name') ?? part(form, 'pattern');
  const name = target?.kind === 'name' ? textOf(lowering.text, target) : '';
  const parameter: ParameterFact = { name, variable, kind: parameterKind(form.variant) };
  if (!isDeclaredSelf) fact.parameters.push(parameter);
  const type = lowering.language.trustsTypes ? part(form, 'type') : undefined;
  const seen = declaredValue(lowering, type, variable);
  expectCallbacks(lowering, type, fact);
  if (isDeclaredSelf) frame.self = seen;
  constrainParameter(lowering, form, name);
  if (name !== '') bindParameter(lowering, form, name, seen);
  else if (target !== undefined) assignTo(lowering, target, seen);
  return parameter;
}

/**
 * A parameter is a name of its function; one that declares a property is stored in the object, too.
 */
function bindParameter(lowering: Lowering, form: Form, name: string, variable: number): void {
  const { facts, scope, frame } = lowering;
  bindVariable(facts, bindingIn(scope, name), variable);
  if (form.variant !== 'property') return;
  facts.store(frame.self, name, variable);
  declareProperty(lowering, form, name);
}

/** A property that a constructor's parameter declares is a field of the class around. */
function declareProperty(lowering: Lowering, form: Form, name: string): void {
  const { scope } = lowering;
  if (scope.parent?.kind !== 'class') return;
  lowering.scope = scope.parent;
  addSymbol(lowering, { name, kind: 'field' }, form, { nameForm: part(form, 'name') });
  lowering.scope = scope;
}

/** A declared receiver is an instance of the class around. */
function receiveInstance({ facts, frame }: Lowering, variable: number, fact: Receiving): void {
  fact.self = variable;
  const owner = frame.owner?.holder.variable ?? -1;
  if (owner >= 0) facts.emit(Op.instance, variable, owner);
}

/** Whether a parameter is the one that takes the receiver, as `self` does in Python. */
function isFirstOfMethod(lowering: Lowering, form: Form, fact: Receiving): boolean {
  return (
    lowering.language.receiver === 'first_parameter' &&
    lowering.frame.owner !== null &&
    fact.parameters.length === 0 &&
    !fact.isStatic &&
    form.variant === ''
  );
}

function parameterKind(variant: string): ParameterFact['kind'] {
  switch (variant) {
    case 'rest':
      return 'rest';
    case 'keywords':
      return 'keywords';
    case 'keyword_only':
      return 'keyword';
    default:
      return 'positional';
  }
}
