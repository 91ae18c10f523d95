import { Op, Origin } from '../facts.ts';
import type { EdgeReason, Sink, Tier } from '../symbols.ts';
import { constructorNames } from './apply-call.ts';
import type { Callers } from './callers.ts';
import { EdgeDraft } from './edge-draft.ts';
import { emitBases, emitImports } from './emit-relations.ts';
import { Depth } from './give-up.ts';
import { guessByName } from './guess-by-name.ts';
import { emitOverridden } from './overridden.ts';
import { refusedTargets } from './choose-targets.ts';
import { contextualReceivers, type PromisedValues } from './contextual-receivers.ts';
import { chooseDeclared } from './typed/choose-declared.ts';
import { hasArities } from './typed/typed-language.ts';
import { callsOfWrapped, emitWrapped } from './wrapped-calls.ts';
import type { FileEdges } from './types.ts';
import { Value } from './values.ts';

/** Turns what a solve found into the edges and sinks of its files, in the order of its contexts. */
export function emitEdges(callers: Callers): FileEdges[] {
  const { solving } = callers;
  const drafts = solving.contexts.map((context) => new EdgeDraft(solving, context));
  const reached = new Set<number>();
  emitCalls(callers, drafts, reached);
  emitBelow(callers, drafts);
  emitWrapped(callers, drafts);
  emitOverridden(callers, drafts);
  emitConstructions(callers, drafts, reached);
  emitSupers(callers, drafts, reached);
  emitGetters(callers, drafts);
  emitSinks(callers, drafts, reached);
  return drafts.map((draft) => {
    if (draft.context.depth !== Depth.nothing) {
      emitImports(solving, draft);
      emitBases(solving, draft);
    }
    return draft.finish();
  });
}

/** Every way to reach a function. */
const ANY_WAY: ReadonlySet<number> = new Set();

function emitCalls(callers: Callers, drafts: EdgeDraft[], reached: Set<number>): void {
  const { calls } = callers;
  const refused = refusedTargets(callers.solving, calls);
  markVague(callers, drafts);
  const promised = contextualReceivers(callers);
  const declared = chooseDeclared(callers);
  const wrapped = callsOfWrapped(callers);
  for (let pair = 0; pair < calls.targets.size; pair++) {
    const call = calls.targets.first.get(pair);
    reached.add(calls.written(call));
    const target = calls.targets.second.get(pair) >> 1;
    if (declared.declarations.has(pair) && !isMisfit(callers, call, refused.has(pair)))
      emitCall(callers, drafts, call, { target, found: 'possible' });
    if (refused.has(pair) || declared.refused.has(pair)) continue;
    const tier = declared.overrides.get(pair);
    const isGuess = isVague(callers, drafts, pair) || isBesidePromise(callers, promised, pair);
    const found = isGuess ? 'vague' : (tier ?? (wrapped.has(call) ? 'wrapped' : undefined));
    emitCall(callers, drafts, call, { target, found });
  }
}

/**
 * Whether a declaration is refused for its parameters. In C++ and PHP declarations are refused
 * wherever something defines the name.
 */
function isMisfit({ calls }: Callers, call: number, isRefused: boolean): boolean {
  const { modules } = calls.context(call).file.language;
  return isRefused && modules !== 'php' && modules !== 'c';
}

function emitCall(
  callers: Callers,
  drafts: EdgeDraft[],
  call: number,
  { target, found }: { target: number; found?: Tier | 'vague' | 'wrapped' | undefined },
): void {
  const { calls } = callers;
  const draft = drafts[calls.context(call).index];
  const to = draft?.keyOf(target) ?? null;
  if (draft === undefined || to === null || calls.isSupposed(call)) return;
  const [reason, tier] =
    found === 'wrapped'
      ? (['wrapped', 'certain'] as const)
      : found === 'vague'
        ? (['callback', 'possible'] as const)
        : found === undefined
          ? reasonOf(callers, call)
          : (['hierarchy', found] as const);
  draft.add({ from: calls.at(call, 2), to, kind: 'calls', tier, reason, line: calls.at(call, 0) });
}

/** What may run in place of a method without a body; see overrides.ts. */
function emitBelow(callers: Callers, drafts: EdgeDraft[]): void {
  const { below } = callers.calls;
  for (let pair = 0; pair < below.size; pair++)
    emitCall(callers, drafts, below.first.get(pair), {
      target: below.second.get(pair),
      found: 'possible',
    });
}

/** Whether a method is found on a value other than those that the type of its receiver promises. */
function isBesidePromise({ calls }: Callers, promised: PromisedValues, pair: number): boolean {
  const receiver = calls.receiver(calls.targets.first.get(pair));
  const values = receiver < 0 ? undefined : promised.get(receiver);
  return values !== undefined && !calls.receiversOf(pair).some((value) => values.has(value));
}

/** A construction counts as vague when any function known by its type alone is reached. */
function constructionFound(draft: EdgeDraft | undefined, call: number): 'vague' | undefined {
  return draft?.vague.has(call) === true ? 'vague' : undefined;
}

/** A call that reaches a function known by its type alone goes where the compiler cannot say. */
function markVague({ solving, calls }: Callers, drafts: EdgeDraft[]): void {
  for (let pair = 0; pair < calls.targets.size; pair++) {
    const object = solving.world.object(calls.targets.second.get(pair) >> 1);
    const call = calls.targets.first.get(pair);
    const vague = drafts[calls.context(call).index]?.vague;
    const { language } = calls.context(call).file;
    if (vague === undefined || !language.trustsTypes) continue;
    if (calls.isImplied(call)) vague.set(call, ANY_WAY);
    else if (object?.symbol === -1)
      vague.set(call, new Set([...(vague.get(call) ?? []), ...calls.receiversOf(pair)]));
  }
}

/** Whether a function is reached on the way that also reaches one known by its type alone. */
function isVague({ calls }: Callers, drafts: EdgeDraft[], pair: number): boolean {
  const call = calls.targets.first.get(pair);
  const ways = drafts[calls.context(call).index]?.vague.get(call);
  if (ways === undefined) return false;
  return ways === ANY_WAY || calls.receiversOf(pair).some((receiver) => ways.has(receiver));
}

function reasonOf({ solving, calls }: Callers, call: number): [EdgeReason, Tier] {
  if (calls.methods.has(call)) return ['import', 'certain'];
  if (calls.isImplied(call)) return ['callback', 'certain'];
  const receiver = calls.receiver(call);
  const node = receiver >= 0 ? receiver : calls.callee(call);
  const { origins } = calls.context(call).file.facts;
  const origin = origins[node - calls.context(call).base] ?? Origin.temporary;
  const { values } = solving.world;
  const isOnInstance =
    receiver >= 0 &&
    solving.graph.valuesOf(receiver).some((value) => values.kind(value) === Value.instance);
  switch (origin) {
    case Origin.self:
    case Origin.super:
      return ['self', 'certain'];
    case Origin.type:
      return ['type', 'certain'];
    case Origin.scope:
      return [isOnInstance ? 'type' : 'scope', 'certain'];
    case Origin.import:
      return [isOnInstance ? 'type' : 'import', 'certain'];
    case Origin.parameter:
      return ['flow', 'certain'];
    default:
      return [isOnInstance ? 'type' : 'flow', 'certain'];
  }
}

/** A class without a constructor of its own or inherited is what its construction calls. */
function emitConstructions(callers: Callers, drafts: EdgeDraft[], reached: Set<number>): void {
  const { calls } = callers;
  const built = constructed(callers);
  for (let pair = 0; pair < calls.constructions.size; pair++) {
    const call = calls.constructions.first.get(pair);
    const ofClass = calls.constructions.second.get(pair);
    reached.add(calls.written(call));
    const isMade = hasArities(calls.context(call).file.language)
      ? built.has(call)
      : hasConstructor(callers, call, ofClass);
    if (!isMade)
      emitCall(callers, drafts, call, {
        target: ofClass,
        found: constructionFound(drafts[calls.context(call).index], call),
      });
  }
}

/** `super(…)` before a class without any constructor calls that class. */
function emitSupers(callers: Callers, drafts: EdgeDraft[], reached: Set<number>): void {
  const { calls, hierarchy } = callers;
  for (let pair = 0; pair < calls.supers.size; pair++) {
    const call = calls.supers.first.get(pair);
    const [, next] = hierarchy.order(calls.context(call), calls.supers.second.get(pair));
    if (next === undefined) continue;
    reached.add(calls.written(call));
    if (!hasConstructor(callers, call, next)) emitCall(callers, drafts, call, { target: next });
  }
}

/** Calls that reach a constructor. */
function constructed({ solving, calls }: Callers): ReadonlySet<number> {
  const found = new Set<number>();
  for (let pair = 0; pair < calls.targets.size; pair++)
    if (solving.world.function(calls.targets.second.get(pair) >> 1)?.isConstructor === true)
      found.add(calls.targets.first.get(pair));
  return found;
}

function hasConstructor(
  { solving, calls, hierarchy }: Callers,
  call: number,
  ofClass: number,
): boolean {
  const { world } = solving;
  for (const ancestor of hierarchy.order(calls.context(call), ofClass)) {
    const members = world.fileOf(ancestor)?.members(world.values.index(ancestor));
    for (const name of constructorNames(solving, ancestor))
      if (members?.has(world.names.intern(name)) === true) return true;
  }
  return false;
}

/** Reading a member that is a getter calls it. */
function emitGetters({ solving, calls }: Callers, drafts: EdgeDraft[]): void {
  const getters = new Map<number, number[]>();
  const readers = new Set<EdgeDraft>();
  for (let pair = 0; pair < calls.getters.size; pair++) {
    const node = calls.getters.first.get(pair);
    const known = getters.get(node) ?? [];
    known.push(calls.getters.second.get(pair));
    getters.set(node, known);
    const draft = drafts[solving.contextOf(node).index];
    if (draft !== undefined) readers.add(draft);
  }
  for (const draft of readers) emitReads(draft, getters);
}

function emitReads(draft: EdgeDraft, getters: ReadonlyMap<number, readonly number[]>): void {
  const { base, file } = draft.context;
  const { code } = file.facts;
  for (let at = 0; at < code.length; at += 4) {
    if (code[at] !== Op.read) continue;
    const [node = 0, from = 0, line = 0] = code.subarray(at + 1, at + 4);
    for (const getter of getters.get(base + node) ?? []) {
      const to = draft.keyOf(getter);
      if (to !== null)
        draft.add({ from, to, kind: 'calls', tier: 'certain', reason: 'type', line });
    }
  }
}

/**
 * Whether a call is one that an operator, a loop or a `raise` would make of an object that has the
 * method; most objects need none.
 */
function isProtocolCall({ calls }: Callers, call: number): boolean {
  return calls.isDecorator(call) && (calls.property(call) >= 0 || calls.isNew(call));
}

/** Whether more may be called than is followed. */
function leadsBeyond({ solving, calls }: Callers, call: number): boolean {
  const receiver = calls.receiver(call);
  const node = receiver >= 0 ? receiver : calls.callee(call);
  return calls.beyond.has(call) || (node >= 0 && solving.graph.isBeyond(node));
}

function emitSinks(callers: Callers, drafts: EdgeDraft[], reached: Set<number>): void {
  const { solving, calls } = callers;
  const outside = new Map<number, Sink['reason']>();
  for (let pair = 0; pair < calls.externals.size; pair++) {
    const value = calls.externals.second.get(pair);
    const isMethod = solving.world.values.kind(value) === Value.method;
    outside.set(calls.written(calls.externals.first.get(pair)), isMethod ? 'builtin' : 'external');
  }
  for (let call = 0; call < calls.size; call++) {
    if (calls.isImplied(call) || calls.isSupposed(call)) continue;
    const isBeyond = leadsBeyond(callers, call);
    if ((reached.has(call) && !isBeyond) || isProtocolCall(callers, call)) continue;
    const context = calls.context(call);
    const draft = drafts[context.index];
    if (draft === undefined) continue;
    guessByName(callers, draft, call);
    draft.sinks.push({
      from: calls.at(call, 2),
      line: calls.at(call, 0),
      callee: context.file.facts.strings[calls.at(call, 7)] ?? '',
      reason: isBeyond ? 'limit' : (outside.get(call) ?? 'dynamic'),
    });
  }
}
