import type { FunctionFact } from '../facts.ts';
import type { SymbolFact } from '../symbols.ts';
import type { CallList, CallOperands } from './call-list.ts';
import { matchingArguments, writtenTypes } from './overload-types.ts';
import type { PairTable } from './pair-table.ts';
import type { Solving } from './solving.ts';

/** A function or class that a call may reach. */
interface Candidate {
  pair: number;
  name: string;
  /** Path of the definition within its file, without the numbers of overloads. */
  path: string;
  folder: string[];
  parameters: number;
  takesMore: boolean;
  isPrototype: boolean;
  signature: string;
}

const TYPE_CHOOSING = new Set(['c', 'java', 'csharp']);
const CHOOSING = new Set(['c', 'java', 'csharp', 'ruby', 'php']);

/**
 * Of all functions that values lead a call to, some it cannot mean by its text: prototypes of
 * functions that are defined, overloads that take another number of arguments, and of equally named
 * definitions in several files those farther from the caller. Returns the refused pairs of
 * `calls.targets`. Only for languages in which prototypes, overloads or program-wide names make the
 * difference.
 */
export function refusedTargets(solving: Solving, calls: CallList): Set<number> {
  const pairs = new Map<number, number[]>();
  for (let pair = 0; pair < calls.targets.size; pair++) {
    const call = calls.targets.first.get(pair);
    if (!CHOOSING.has(calls.context(call).file.language.modules)) continue;
    const known = pairs.get(call);
    if (known === undefined) pairs.set(call, [pair]);
    else known.push(pair);
  }
  const refused = new Set<number>();
  for (const [call, several] of pairs) {
    if (several.length < 2) continue;
    const kept = new Set(chooseTargets(solving, calls, call, several));
    for (const pair of several) if (!kept.has(pair)) refused.add(pair);
  }
  return refused;
}

function chooseTargets(
  solving: Solving,
  calls: CallList,
  call: number,
  pairs: readonly number[],
): number[] {
  const { facts, language } = calls.context(call).file;
  let candidates = pairs.map((pair) => candidateOf(solving, calls.targets, pair));
  if (language.modules === 'c' || language.modules === 'php')
    candidates = withoutPrototypes(candidates);
  candidates = withArguments(candidates, calls, call);
  if (TYPE_CHOOSING.has(language.modules))
    candidates = withTypes(candidates, { solving, calls, call });
  return nearest(candidates, foldersOf(facts.path)).map(({ pair }) => pair);
}

function candidateOf({ world }: Solving, targets: PairTable, pair: number): Candidate {
  const value = targets.second.get(pair) >> 1;
  const file = world.fileOf(value);
  const object = world.object(value);
  const symbol = file?.facts.symbols[object?.symbol ?? -1];
  return {
    pair,
    ...(symbol === undefined ? NAMELESS : named(symbol)),
    folder: foldersOf(file?.facts.path ?? ''),
    ...parametersOf(object?.function),
  };
}

const NAMELESS = { name: '', path: '', signature: '' };

function named({
  name,
  path,
  signature,
}: SymbolFact): Pick<Candidate, 'name' | 'path' | 'signature'> {
  return { name, path: path.replaceAll(/~\d+/g, ''), signature };
}

function parametersOf(
  fact: FunctionFact | undefined,
): Pick<Candidate, 'parameters' | 'takesMore' | 'isPrototype'> {
  const parameters = fact?.parameters ?? [];
  return {
    parameters: parameters.filter(({ kind }) => kind === 'positional').length,
    takesMore: parameters.some(({ kind }) => kind === 'rest' || kind === 'keywords'),
    isPrototype: fact?.isAbstract === true,
  };
}

function foldersOf(path: string): string[] {
  return path.split('/').slice(0, -1);
}

/** Declarations count only where nothing of their name is defined. */
function withoutPrototypes(candidates: readonly Candidate[]): Candidate[] {
  const defined = new Set(
    candidates.filter(({ isPrototype }) => !isPrototype).map(({ name }) => name),
  );
  return candidates.filter(({ isPrototype, name }) => !isPrototype || !defined.has(name));
}

/** Of the overloads of one path those that fit the number of arguments, exactly if any does. */
function withArguments(
  candidates: readonly Candidate[],
  calls: CallOperands,
  call: number,
): Candidate[] {
  const count = calls.argumentCount(call);
  for (let index = 0; index < count; index++)
    if (calls.isSpread(call, index)) return [...candidates];
  return candidates.filter((candidate) => {
    const others = candidates.filter(({ path }) => path === candidate.path);
    if (others.length < 2) return true;
    if (others.some(({ parameters }) => parameters === count))
      return candidate.parameters === count;
    const fits = ({ parameters, takesMore }: Candidate): boolean => takesMore || parameters > count;
    return fits(candidate) || !others.some(fits);
  });
}

/**
 * Of the overloads of one path those whose parameters are of the types of the arguments, as far as
 * both are known.
 */
function withTypes(
  candidates: readonly Candidate[],
  { solving, calls, call }: { solving: Solving; calls: CallOperands; call: number },
): Candidate[] {
  const matching = new Map<Candidate, number>();
  const best = new Map<string, number>();
  for (const candidate of candidates) {
    const types = writtenTypes(candidate.signature, candidate.name);
    const count = matchingArguments(solving, calls, call, types);
    matching.set(candidate, count);
    best.set(candidate.path, Math.max(best.get(candidate.path) ?? 0, count));
  }
  return candidates.filter((candidate) => matching.get(candidate) === best.get(candidate.path));
}

/**
 * Programs beside each other in one repository may define the same path: the nearest one is meant.
 */
function nearest(candidates: readonly Candidate[], folder: readonly string[]): Candidate[] {
  const best = new Map<string, number>();
  for (const candidate of candidates) {
    const shared = sharedFolders(candidate.folder, folder);
    best.set(candidate.path, Math.max(best.get(candidate.path) ?? -1, shared));
  }
  return candidates.filter(
    (candidate) =>
      candidate.name === '' || sharedFolders(candidate.folder, folder) === best.get(candidate.path),
  );
}

function sharedFolders(one: readonly string[], other: readonly string[]): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
}
