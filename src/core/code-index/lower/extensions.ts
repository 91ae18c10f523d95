import { listUnderMethods } from './class-bases.ts';
import type { Form } from '../forms.ts';
import { lowerClassBody } from './class-body.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { openScope } from './scope.ts';
import { lowerTypeName } from './types.ts';

/**
 * Lowers methods given to a type from outside its body: they are stored in the object its name
 * denotes.
 */
export function lowerExtension(lowering: Lowering, form: Form): void {
  const owner = part(form, 'owner');
  const names = lowering.names.survey.scopes.get(form);
  if (owner === undefined || names === undefined) return;
  const variable = lowerTypeName(lowering, owner);
  const scope = openScope(
    'class',
    { parent: lowering.scope, frame: lowering.frame, names },
    lowering.scope.symbol,
  );
  scope.holder.variable = variable;
  scope.holder.object = lowering.facts.objects.findIndex((object) => object.variable === variable);
  scope.symbol = lowering.facts.objects[scope.holder.object]?.symbol ?? scope.symbol;
  if (scope.holder.object < 0) scope.below = ownerPath(lowering.text, owner);
  if (lowering.language.modules === 'go')
    listUnderMethods(lowering, form, { list: '()methods', variable: variable });
  for (const child of form.children) {
    if (child.role !== 'base') continue;
    const base = lowerTypeName(lowering, child);
    if (base < 0) continue;
    const name = ownerPath(lowering.text, owner);
    lowering.pending.bases.push({ owner: name, ownerVariable: variable, base, line: child.line });
  }
  lowering.pending.members.push({ owner: ownerPath(lowering.text, owner), names: names.declared });
  lowerClassBody(lowering, form, scope);
}

/**
 * Bases that extensions gave: to the class itself where the file defines it, else to whatever its
 * name means.
 */
export function applyPendingBases({ facts, pending }: Lowering): void {
  for (const { owner, names } of pending.members) {
    const own = facts.objects.find(
      (object) => object.class !== undefined && facts.symbols[object.symbol]?.path === owner,
    );
    own?.class?.members.push(...names);
  }
  for (const { owner, ownerVariable, base, line } of pending.bases) {
    facts.store(base, '()subclasses', ownerVariable);
    const own = facts.objects.find(
      (object) => object.class !== undefined && facts.symbols[object.symbol]?.path === owner,
    );
    if (own?.class !== undefined) own.class.bases.push({ variable: base, line });
    else facts.store(ownerVariable, '()base', base);
  }
}

/** `a::B<T>` as a path: `a.B`. */
function ownerPath(text: string, owner: Form): string {
  return textOf(text, owner)
    .replaceAll(/<.*>/g, '')
    .replaceAll(/\s*::\s*/g, '.')
    .replace(/^[&*]+/, '');
}
