import { Op } from '../facts.ts';
import type { Callers } from './callers.ts';
import type { Context } from './solving.ts';

/**
 * Per node of a parameter, or of a closure's view of one, the values that the type around its
 * function promises.
 */
export type PromisedValues = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * What the parameters of functions hold by the types of the parameters those functions are handed
 * to. A compiler that believes types looks members up on these values, whatever else flows there.
 */
export function contextualReceivers({ solving, calls }: Callers): PromisedValues {
  const promised = new Map<number, Set<number>>();
  const files = new Map<number, Context>();
  for (const context of solving.contexts)
    if (context.file.language.trustsTypes) files.set(context.file.id, context);
  for (let pair = 0; pair < calls.targets.size; pair++) {
    const call = calls.targets.first.get(pair);
    if (!calls.isSupposed(call)) continue;
    const target = calls.targets.second.get(pair) >> 1;
    const context = files.get(solving.world.values.file(target));
    const parameters = solving.world.function(target)?.parameters ?? [];
    if (context === undefined) continue;
    parameters.forEach(({ variable }, index) => {
      const given = calls.argument(call, index);
      if (given < 0) return;
      const node = context.base + variable;
      const known = promised.get(node) ?? new Set();
      for (const value of solving.graph.valuesOf(given)) known.add(value);
      if (known.size > 0) promised.set(node, known);
    });
  }
  if (promised.size > 0) for (const context of files.values()) followCopies(context, promised);
  return promised;
}

/** Closures read a parameter through a copy. */
function followCopies({ base, file }: Context, promised: Map<number, Set<number>>): void {
  const { code } = file.facts;
  for (let at = 0; at < code.length; at += 4) {
    if (code[at] !== Op.copy) continue;
    const from = promised.get(base + (code[at + 2] ?? -1));
    const to = base + (code[at + 1] ?? -1);
    if (from !== undefined && !promised.has(to)) promised.set(to, from);
  }
}
