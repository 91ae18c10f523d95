import { Op } from '../facts.ts';
import type { Callers } from './callers.ts';
import type { EdgeDraft } from './edge-draft.ts';
import { Value } from './values.ts';

/**
 * Calls of wrapped definitions that do not reach the definition itself: what they reach was put
 * around it.
 */
export function callsOfWrapped({ calls }: Callers): ReadonlySet<number> {
  const { targets, wrapped } = calls;
  const found = new Set<number>();
  for (let pair = 0; pair < wrapped.size; pair++) {
    const call = wrapped.first.get(pair);
    const object = wrapped.second.get(pair);
    const isReached =
      targets.find(call, object * 2) >= 0 || targets.find(call, object * 2 + 1) >= 0;
    if (!isReached) found.add(call);
  }
  return found;
}

/** What a name that was wrapped stands for, and what is inside of the wrapping. */
export function emitWrapped(callers: Callers, drafts: readonly EdgeDraft[]): void {
  const { calls } = callers;
  const { wrapped } = calls;
  for (let pair = 0; pair < wrapped.size; pair++) {
    const call = wrapped.first.get(pair);
    const draft = drafts[calls.context(call).index];
    if (draft === undefined || calls.isSupposed(call)) continue;
    const from = { symbol: calls.at(call, 2), line: calls.at(call, 0) };
    addWrapped(draft, from, wrapped.second.get(pair));
  }
  emitInside(callers, drafts);
}

function addWrapped(
  draft: EdgeDraft,
  { symbol, line }: { symbol: number; line: number },
  object: number,
): void {
  const to = draft.keyOf(object);
  if (to !== null)
    draft.add({ from: symbol, to, kind: 'calls', tier: 'possible', reason: 'wrapped', line });
}

/** `const Row = memo(RowImpl)`: the name stands for what the call was handed. */
function emitInside(callers: Callers, drafts: readonly EdgeDraft[]): void {
  const { solving, calls } = callers;
  const names = namesByResult(drafts);
  if (names.size === 0) return;
  for (let call = 0; call < calls.size; call++) {
    const symbol = calls.isImplied(call) ? undefined : names.get(calls.result(call));
    const draft = drafts[calls.context(call).index];
    if (symbol === undefined || draft === undefined) continue;
    const from = { symbol, line: calls.at(call, 0) };
    for (let index = 0; index < calls.argumentCount(call); index++) {
      const node = calls.argument(call, index);
      for (const value of node < 0 ? [] : solving.graph.valuesOf(node))
        addInside(callers, draft, { from, value });
    }
  }
}

function addInside(
  { solving: { world } }: Callers,
  draft: EdgeDraft,
  { from, value }: { from: { symbol: number; line: number }; value: number },
): void {
  const isWrapped = world.values.kind(value) === Value.wrapped;
  const inside = isWrapped ? world.values.a(value) : value;
  const object = world.object(inside);
  const isDefinition = object?.function !== undefined || object?.class !== undefined;
  if (isDefinition || isWrapped) addWrapped(draft, from, inside);
}

/** Per node of a call's result the symbol of the variable that holds it wrapped. */
function namesByResult(drafts: readonly EdgeDraft[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const { context } of drafts) {
    const { code, objects } = context.file.facts;
    for (let at = 0; at < code.length; at += 4) {
      if (code[at] !== Op.wrap || (code[at + 3] ?? 0) === 0) continue;
      const symbol = objects[code[at + 2] ?? -1]?.symbol ?? -1;
      found.set(context.base + (code[at + 3] ?? 0) - 1, symbol);
    }
  }
  return found;
}
