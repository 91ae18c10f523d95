import type { Callers } from '../callers.ts';
import type { Tier } from '../../symbols.ts';
import { DECLARED, OVERRIDING, Value } from '../values.ts';
import { hasArities, isTyped } from './typed-language.ts';

/**
 * How the targets of calls in languages with declared types are to be taken: refused ones, and
 * those that are overrides.
 */
export interface DeclaredChoice {
  refused: Set<number>;
  overrides: Map<number, Tier>;
  /** Refused ones that the declared type names, without a body: what a change of it touches. */
  declarations: Set<number>;
}

/**
 * A declared type gives way to the values that flow: where the receiver is known to be an instance
 * of something below the declared type, only that counts. Without such values the declared member
 * counts, and for abstract ones whatever implements them: certain when there is only one.
 */
export function chooseDeclared(callers: Callers): DeclaredChoice {
  const { calls } = callers;
  const choice: DeclaredChoice = {
    refused: new Set(),
    overrides: new Map(),
    declarations: new Set(),
  };
  const pairs = new Map<number, number[]>();
  for (let pair = 0; pair < calls.targets.size; pair++) {
    const call = calls.targets.first.get(pair);
    if (calls.isImplied(call) || !isTyped(calls.context(call).file.language)) continue;
    const known = pairs.get(call);
    if (known === undefined) pairs.set(call, [pair]);
    else known.push(pair);
  }
  for (const [call, several] of pairs) chooseOfCall(callers, call, { pairs: several, choice });
  refuseExtensions(callers, pairs, choice);
  return choice;
}

/**
 * A method of the receiver hides every extension method of its name; extensions take the number of
 * arguments they are given.
 */
function refuseExtensions(
  { solving, calls }: Callers,
  pairs: ReadonlyMap<number, readonly number[]>,
  choice: DeclaredChoice,
): void {
  for (let pair = 0; pair < calls.targets.size; pair++) {
    const call = calls.targets.first.get(pair);
    if (!calls.extensions.has(call)) continue;
    const own = pairs.get(calls.written(call)) ?? [];
    const fact = solving.world.function(calls.targets.second.get(pair) >> 1);
    const most = fact?.parameters.length ?? 0;
    const hasRest = fact?.parameters.some(({ kind }) => kind === 'rest') ?? false;
    const isHidden = own.some((each) => !choice.refused.has(each));
    const isMisfit = calls.methods.has(call) && calls.argumentCount(call) > most && !hasRest;
    if (isHidden || isMisfit) choice.refused.add(pair);
  }
}

function chooseOfCall(
  callers: Callers,
  call: number,
  { pairs, choice }: { pairs: readonly number[]; choice: DeclaredChoice },
): void {
  const { solving, calls } = callers;
  const flowing = flowingClasses(callers, call);
  let kept = pairs.filter((pair) => {
    const receivers = calls.receiversOf(pair);
    if (receivers.includes(FIRM)) return true;
    return receivers.some((receiver) => isNeeded(callers, call, { receiver, flowing }));
  });
  const isAbstract = (pair: number): boolean =>
    solving.world.function(calls.targets.second.get(pair) >> 1)?.isAbstract === true;
  const concrete = kept.filter((pair) => !isAbstract(pair));
  if (concrete.length > 0 || flowing.length > 0) kept = concrete;
  kept = withoutFunctions(callers, call, kept);
  for (const pair of pairs) {
    if (kept.includes(pair)) continue;
    choice.refused.add(pair);
    if (isAbstract(pair) && isDeclaredWay(callers, pair)) choice.declarations.add(pair);
  }
  const overriding = kept.filter((pair) => calls.receiversOf(pair).every(isOverriding(callers)));
  const tier = overriding.length === 1 && kept.length === 1 ? 'certain' : 'possible';
  for (const pair of overriding) choice.overrides.set(pair, tier);
}

/**
 * A function behind an interface is called by any method's name, but not by one that the interface
 * itself defines.
 */
function withoutFunctions(
  { solving, calls }: Callers,
  call: number,
  pairs: readonly number[],
): number[] {
  const property = calls.property(call);
  if (property < 0 || !hasArities(calls.context(call).file.language)) return [...pairs];
  const { world } = solving;
  const called = world.names.text(property);
  const isNamed = (pair: number): boolean => {
    const target = calls.targets.second.get(pair) >> 1;
    const symbol = world.object(target)?.symbol ?? -1;
    return world.fileOf(target)?.facts.symbols[symbol]?.name === called;
  };
  const named = pairs.filter(isNamed);
  const isDefined = named.some((pair) => !calls.receiversOf(pair).includes(FIRM));
  return isDefined ? named : [...pairs];
}

/** Whether a method of an interface or abstract class is named by the declared type itself. */
function isDeclaredWay({ solving, calls }: Callers, pair: number): boolean {
  const { values } = solving.world;
  const target = calls.targets.second.get(pair) >> 1;
  const file = solving.world.fileOf(target);
  const owner = file?.objects[solving.world.function(target)?.owner ?? -1];
  const ofClass = owner === undefined ? undefined : solving.world.class(owner);
  if (ofClass === undefined || !(ofClass.isInterface || ofClass.isAbstract)) return false;
  return calls
    .receiversOf(pair)
    .some((receiver) => receiver !== FIRM && values.b(receiver) === DECLARED);
}

/** Stands for a way to a target that does not lean on a declared type. */
export const FIRM = -1;

function isOverriding({ solving }: Callers): (receiver: number) => boolean {
  const { values } = solving.world;
  return (receiver) => receiver !== FIRM && values.b(receiver) === OVERRIDING;
}

/** Classes of the instances that flow to the receiver of a call. */
function flowingClasses(callers: Callers, call: number): number[] {
  const { solving, calls } = callers;
  const node = calls.receiver(call);
  if (node < 0) return [];
  const { values } = solving.world;
  return solving.graph.valuesOf(node).flatMap((value) => {
    if (values.kind(value) === Value.instance) return values.b(value) < 0 ? [values.a(value)] : [];
    return isUnitStruct(callers, call, value) ? [value] : [];
  });
}

/** In Rust the name of a struct without fields is its only instance. */
function isUnitStruct({ solving, calls }: Callers, call: number, value: number): boolean {
  if (calls.context(call).file.language.modules !== 'rust') return false;
  return solving.world.class(value)?.isInterface === false;
}

function isNeeded(
  callers: Callers,
  call: number,
  { receiver, flowing }: { receiver: number; flowing: readonly number[] },
): boolean {
  const { solving, calls, hierarchy } = callers;
  const { values } = solving.world;
  if (values.b(receiver) === OVERRIDING) return flowing.length === 0;
  if (values.b(receiver) !== DECLARED) return true;
  const declared = values.a(receiver);
  const context = calls.context(call);
  return !flowing.some(
    (each) => hierarchy.order(context, each).includes(declared) || isStructural(callers, declared),
  );
}

/** Any value that flows to a variable of a Go interface satisfies it. */
function isStructural({ solving }: Callers, declared: number): boolean {
  const file = solving.world.fileOf(declared);
  return file?.language.modules === 'go' && solving.world.class(declared)?.isInterface === true;
}
