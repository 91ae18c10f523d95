import type { FunctionFact } from '../facts.ts';
import type { Callers } from './callers.ts';
import type { EdgeDraft } from './edge-draft.ts';
import { packRule } from './flow-graph.ts';
import { lookUp } from './members.ts';
import { Rule } from './rule.ts';
import type { Context } from './solving.ts';
import { INTERFACES, satisfying } from './typed/overrides.ts';
import { hasArities } from './typed/typed-language.ts';
import { DECLARED, Value } from './values.ts';

/**
 * Looks for the methods without a body, of interfaces and abstract classes, that the methods of a
 * file stand for.
 */
export function findOverridden(callers: Callers, context: Context): void {
  if (!callers.solving.world.settings.uses('class')) return;
  const { objects } = context.file.facts;
  objects.forEach(({ function: fact, symbol }, index) => {
    const ofClass = fact === undefined ? undefined : objects[fact.owner]?.class;
    if (fact === undefined || ofClass === undefined || symbol < 0) return;
    if (fact.isStatic || fact.isConstructor || fact.isAbstract) return;
    const method = context.file.objects[index] as number;
    const owner = context.file.objects[fact.owner] as number;
    const name = memberName(callers, context, { fact, symbol });
    if (ofClass.bases.length > 0) findAbove(callers, context, { method, owner, name });
    if (context.file.language.modules === 'go' && !ofClass.isInterface)
      findSatisfied(callers, context, { method, owner, name });
  });
}

interface Overriding {
  method: number;
  owner: number;
  name: number;
}

function memberName(
  { solving }: Callers,
  { file }: Context,
  { fact, symbol }: { fact: FunctionFact; symbol: number },
): number {
  const own = file.facts.symbols[symbol]?.name ?? '';
  const count = fact.parameters.filter(({ kind }) => kind === 'positional').length;
  return solving.world.names.intern(hasArities(file.language) ? `${own}/${count}` : own);
}

function findAbove(
  { hierarchy }: Callers,
  context: Context,
  { method, owner, name }: Overriding,
): void {
  const rule = packRule(Rule.overridden, method);
  hierarchy.search(context, owner, { rule, receiver: -1, name, after: owner, withFields: false });
}

/** Go's types do not say which interfaces they satisfy. */
function findSatisfied(
  callers: Callers,
  context: Context,
  { method, owner, name }: Overriding,
): void {
  const { solving, hierarchy } = callers;
  const { graph, deferred, world } = solving;
  const space = world.values.intern(Value.package, world.names.intern(INTERFACES));
  const listed = solving.readCell(context, space, name);
  const watch = deferred.watch((ofInterface) => {
    const satisfied = satisfying(callers, context, { candidate: owner, ofInterface, name });
    const seen = deferred.watch(() => {
      const instance = world.values.intern(Value.instance, ofInterface, DECLARED);
      lookUp(solving, hierarchy, instance, {
        context,
        name,
        rule: Rule.overridden,
        target: method,
      });
    });
    graph.addConstraint(satisfied, packRule(Rule.watch, seen), 0, 0);
  });
  graph.addConstraint(listed, packRule(Rule.watch, watch), 0, 0);
}

/** Adds what was found: who changes a method without a body changes those that stand for it. */
export function emitOverridden({ solving, calls }: Callers, drafts: readonly EdgeDraft[]): void {
  const { world } = solving;
  const draftOf = new Map(drafts.map((draft) => [draft.context.file.id, draft]));
  const { overridden } = calls;
  for (let pair = 0; pair < overridden.size; pair++) {
    const method = overridden.first.get(pair);
    const draft = draftOf.get(world.values.file(method));
    const from = world.object(method)?.symbol ?? -1;
    const line = draft?.context.file.facts.symbols[from]?.line ?? 0;
    const to = draft?.keyOf(overridden.second.get(pair)) ?? null;
    if (to !== null)
      draft?.add({ from, to, kind: 'inherits', tier: 'possible', reason: 'hierarchy', line });
  }
}
