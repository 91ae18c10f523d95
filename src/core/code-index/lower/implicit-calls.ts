import type { CallSite } from '../call-site.ts';
import type { Lowering } from './lowering.ts';
import { readName } from './names.ts';
import { hasArities } from './overloads.ts';
import type { Scope } from './scope.ts';

/**
 * A call without a receiver inside of a class may call a method of the same object, or else what
 * the name means without one. Returns whether the call was described so.
 */
export function lowerImplicitCall(lowering: Lowering, name: string, site: CallSite): boolean {
  const { language, frame, facts } = lowering;
  if (frame.self < 0 || !language.implicitReceiver || hasArities(language)) return false;
  const owner = ownerWithMember(lowering, name);
  if (owner === null) return false;
  site.receiver = frame.self;
  site.property = facts.string(name);
  site.callee = readName(lowering, name, -1);
  return true;
}

/** The class around whose member the name may be: it declares it, or may inherit it. */
function ownerWithMember(lowering: Lowering, name: string): Scope | null {
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    const isDeclared = scope.names.declared.has(name);
    if (scope.kind !== 'class') {
      if (isDeclared) return null;
      continue;
    }
    if (scope.holder.everywhere >= 0) return null;
    return isDeclared || mayInherit(lowering, scope) ? scope : null;
  }
  return null;
}

/** Classes without a written base inherit nothing, except where others may open them again. */
function mayInherit({ facts }: Lowering, scope: Scope): boolean {
  if (scope.holder.object < 0 || scope.holder.reopened >= 0) return true;
  return (facts.objects[scope.holder.object]?.class?.bases.length ?? 0) > 0;
}
