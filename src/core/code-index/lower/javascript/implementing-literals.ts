import type { Form } from '../../forms.ts';
import { part } from '../form-parts.ts';
import type { Lowering } from '../lowering.ts';
import { lowerTypeName } from '../types.ts';

/**
 * `const box: Store = { get() {} }`, `(): Store => ({ … })`: the literal stands below the interface
 * that it is declared to be, as a class does that implements it.
 */
export function noteLiteral(
  lowering: Lowering,
  type: Form | undefined,
  { value, variable }: { value: Form | undefined; variable: number },
): void {
  if (!lowering.language.trustsTypes || value?.kind !== 'dict' || variable < 0) return;
  if (type === undefined || type.variant !== '' || part(type, 'name') === undefined) return;
  const named = lowerTypeName(lowering, type);
  if (named >= 0) lowering.facts.store(named, '()subclasses', variable);
}
