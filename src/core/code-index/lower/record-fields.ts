import { type ObjectFact, Op, Origin, type ParameterFact } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';

const RECORD_DECORATORS =
  /^(?:dataclasses\.)?dataclass$|^attrs?\.(?:s|attrs|dataclass|define|frozen|mutable)$|^(?:define|frozen)$/;
const RECORD_BASES = /(?:^|\.)(?:NamedTuple|BaseModel)$/;

/** Whether Python makes the constructor of a class from its annotated fields. */
function isRecord(lowering: Lowering, form: Form, decorators: readonly Form[]): boolean {
  if (lowering.language.id !== 'python') return false;
  return (
    decorators.some(({ children: [first] }) => isRecordDecorator(lowering, first)) ||
    form.children.some(
      (child) => child.role === 'base' && RECORD_BASES.test(textOf(lowering.text, child)),
    )
  );
}

function isRecordDecorator(lowering: Lowering, expression: Form | undefined): boolean {
  if (expression === undefined) return false;
  const named = expression.kind === 'call' ? part(expression, 'callee') : expression;
  return named !== undefined && RECORD_DECORATORS.test(textOf(lowering.text, named));
}

/** The fields of a record in order: `name: type`, with or without a default. */
function fieldsOf(lowering: Lowering, form: Form): string[] {
  const fields: string[] = [];
  for (const child of part(form, 'body')?.children ?? []) {
    const left = child.kind === 'assign' ? part(child, 'left') : undefined;
    const type = part(child, 'type');
    if (left?.kind !== 'name' || type === undefined) continue;
    if (!textOf(lowering.text, type).includes('ClassVar')) fields.push(textOf(lowering.text, left));
  }
  return fields;
}

/** What is given for fields of the bases goes to their constructor. */
function passToBase({ facts }: Lowering, scope: Scope, self: number): ParameterFact {
  const variable = facts.variable(Origin.parameter);
  const base = facts.variable(Origin.super);
  facts.emit(Op.super, base, scope.holder.object, self);
  facts.call({
    line: facts.symbols[scope.symbol]?.line ?? 1,
    column: 0,
    caller: scope.symbol,
    callee: -1,
    receiver: base,
    property: facts.string('__init__'),
    result: -1,
    text: facts.string('__init__'),
    isNew: false,
    isImplied: true,
    isSupposed: true,
    arguments: [],
    keywords: [{ name: -1, variable }],
  });
  return { name: '', variable, kind: 'keywords' };
}

/**
 * Gives a record the constructor that its fields describe; calls of it are calls of the class. The
 * fields of its bases come first, and only the bases list them: with a base, arguments are matched
 * by name alone, and the others are handed on.
 */
export function lowerRecordConstructor(
  lowering: Lowering,
  form: Form,
  { scope, decorators }: { scope: Scope; decorators: readonly Form[] },
): void {
  if (!isRecord(lowering, form, decorators) || scope.names.declared.has('__init__')) return;
  const { facts } = lowering;
  const isDerived = form.children.some(
    (child) =>
      child.role === 'base' &&
      child.kind !== 'keyword' &&
      !RECORD_BASES.test(textOf(lowering.text, child)),
  );
  const self: ParameterFact = {
    name: 'self',
    variable: facts.variable(Origin.self),
    kind: 'positional',
  };
  const parameters = fieldsOf(lowering, form).map((name): ParameterFact => {
    const variable = facts.variable(Origin.parameter);
    facts.store(self.variable, name, variable);
    return { name, variable, kind: isDerived ? 'keyword' : 'positional' };
  });
  if (isDerived) parameters.push(passToBase(lowering, scope, self.variable));
  const variable = facts.variable(Origin.scope);
  const key = `${facts.symbols[scope.symbol]?.path ?? ''}()`;
  const object: ObjectFact = {
    kind: 'function',
    symbol: scope.symbol,
    key,
    variable,
    function: {
      parameters: [self, ...parameters],
      self: -1,
      result: facts.variable(),
      owner: scope.holder.object,
      isStatic: false,
      isClassMethod: false,
      isGetter: false,
      isSetter: false,
      isConstructor: true,
      isAbstract: false,
      isArrow: false,
    },
  };
  facts.object(object);
  facts.store(scope.holder.variable, '__init__', variable);
  facts.objects[scope.holder.object]?.class?.members.push('__init__');
}
