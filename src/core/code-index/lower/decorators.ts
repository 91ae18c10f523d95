import type { Form } from '../forms.ts';
import { childOfKind, part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';

/** The decorators of a definition: those inside it and those that stand before it. */
export function takeDecorators(lowering: Lowering, form: Form): Form[] {
  const { statement } = lowering;
  const before = statement.decorators;
  if (before.length > 0) statement.decorators = [];
  if (childOfKind(form, 'decorator') === undefined) return before;
  return [...before, ...form.children.filter((child) => child.kind === 'decorator')];
}

/** What decorators of the language itself make of a function. They are no calls of the program. */
const MARKERS = new Map([
  ['staticmethod', 'staticmethod'],
  ['classmethod', 'classmethod'],
  ['property', 'property'],
  ['cached_property', 'property'],
  ['abstractproperty', 'property'],
  ['setter', 'setter'],
  ['deleter', 'setter'],
  ['getter', 'property'],
  ['abstractmethod', 'abstractmethod'],
  ['overload', 'overload'],
  ['contextmanager', 'contextmanager'],
  ['asynccontextmanager', 'contextmanager'],
]);

function decoratorName(lowering: Lowering, decorator: Form): string {
  const inside = decorator.children[0];
  if (inside === undefined) return '';
  const named = inside.kind === 'member' ? part(inside, 'property') : inside;
  return named?.kind === 'name' || named?.kind === 'group' ? textOf(lowering.text, named) : '';
}

const NONE: ReadonlySet<string> = new Set();

export function readMarkers(lowering: Lowering, decorators: readonly Form[]): ReadonlySet<string> {
  if (decorators.length === 0) return NONE;
  const found = new Set<string>();
  for (const decorator of decorators) {
    const marker = MARKERS.get(decoratorName(lowering, decorator));
    if (marker !== undefined) found.add(marker);
  }
  return found;
}

/**
 * Calls the decorators, the nearest first, and returns the variable of what they make of the
 * definition.
 */
export function applyDecorators(
  lowering: Lowering,
  decorators: readonly Form[],
  definition: number,
): number {
  if (decorators.length === 0) return definition;
  let value = definition;
  for (const decorator of decorators.toReversed()) {
    const expression = decorator.children[0];
    if (expression === undefined || MARKERS.has(decoratorName(lowering, decorator))) continue;
    const callee = lowering.evaluate(expression);
    const result = lowering.facts.variable(lowering.facts.originOf(definition));
    lowering.facts.call({
      line: decorator.line,
      column: decorator.column,
      caller: lowering.frame.symbol,
      callee,
      receiver: -1,
      property: -1,
      result,
      text: lowering.facts.string(textOf(lowering.text, expression).slice(0, 80)),
      isNew: false,
      isImplied: true,
      arguments: [{ variable: value, isSpread: false }],
      keywords: [],
    });
    value = result;
  }
  // The compiler keeps the type of what is decorated, and most decorators keep the thing.
  return lowering.language.modules === 'javascript' ? definition : value;
}
