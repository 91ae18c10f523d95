import type { Output } from '#shared/contract/contract.ts';
import type { codeIndexContract, QueryKind } from '#shared/contract/code-index.ts';
import { assertNever } from '#shared/assert.ts';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import { AppError } from '#shared/errors.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';
import type { QueryScope, QueryScopes } from './context.ts';
import { impactOfFile, impactOfSymbol } from './impact-set.ts';
import { nearestNeighbors } from './nearest.ts';
import type { Answered, DatedAnswer, Query, QueryInput } from './query-types.ts';
import { readPlace } from './place.ts';
import { withSnippets } from './results.ts';
import { whereDefined } from './where-defined.ts';
import { whoCalls } from './who-calls.ts';

const DEFAULT_K = 20;

/** Answers one of the four kinds of questions from the last complete state of the index. */
export async function queryIndex(
  scopes: QueryScopes,
  input: QueryInput,
): Promise<Output<(typeof codeIndexContract)['queryIndex']>> {
  const began = performance.now();
  checkInput(input);
  const scope = await scopes.open(input.repo);
  const query: Query = {
    place: readPlace(scope.root, input),
    k: input.k ?? DEFAULT_K,
    offset: input.offset ?? 0,
    tier: input.tier ?? 'certain',
  };
  const { watched, ...state } = scopes.indexes.state(scope.root);
  const fresh = NEEDS[input.kind].edges ? state.fresh : state.definitionsFresh;
  const found = await answerOnce(scopes, scope, { input, query, mayKeep: fresh && watched });
  const { isStale, ...answered } = found;
  const notes = NEEDS[input.kind].edges ? notesOn(state) : [];
  return {
    ...answered,
    ...(notes.length > 0 && { notes }),
    took_ms: Math.round((performance.now() - began) * 1000) / 1000,
    fresh: fresh && !isStale,
  };
}

/** What edges may be missing. */
function notesOn({ unfollowed }: Pick<IndexState, 'unfollowed'>): string[] {
  const { files, examples } = unfollowed;
  if (files === 0) return [];
  const named = `${examples.slice(0, NAMED).join(', ')}${files > NAMED ? ', …' : ''}`;
  return [
    `Calls in ${countOf(files, 'file')} (${named}) are followed by name only: following ${wordFor(files, 'its', 'their')} values does not come to an end.`,
  ];
}

const NAMED = 3;

/**
 * Answers from what was found before when nothing can have changed since: a watched index that
 * holds all changes.
 */
async function answerOnce(
  scopes: QueryScopes,
  scope: QueryScope,
  asked: { input: QueryInput; query: Query; mayKeep: boolean },
): Promise<DatedAnswer> {
  const { input, query } = asked;
  const { repo: _, ...question } = input;
  const key = `${scope.version} ${JSON.stringify(question)}`;
  const known = asked.mayKeep ? scopes.answers.get(key) : undefined;
  if (known !== undefined) return known;
  const vector = await vectorFor(scopes, scope, input);
  const read = scope.reader.atOnce(() => ({
    ...answer(scope, { ...input, vector }, query),
    git_sha: scope.reader.gitSha(),
  }));
  const found = { ...read, ...(await withSnippets(read.results, scope.sources)) };
  // Vectors come and go without a new generation.
  const isFixed = input.kind !== 'nearest_neighbors' || scopes.embedText === null;
  if (asked.mayKeep && !found.isStale && isFixed) scopes.answers.put(key, found);
  return found;
}

/** The question as a vector of the model that made the stored ones; null without a model. */
async function vectorFor(
  scopes: QueryScopes,
  scope: QueryScope,
  input: QueryInput,
): Promise<Float32Array | null> {
  if (input.kind !== 'nearest_neighbors' || scopes.embedText === null) return null;
  const model = scope.reader.vectorModel();
  if (model === null) return null;
  const asked = { root: scope.root, model: model.model };
  const vector = await scopes.embedText(input.snippet ?? '', asked);
  return vector?.length === model.dimensions ? vector : null;
}

function answer(
  scope: QueryScope,
  input: QueryInput & { vector: Float32Array | null },
  query: Query,
): Answered {
  const { kind, file, symbol = '' } = input;
  // A symbol of one file: the same as `file:symbol`.
  const name = file === undefined || symbol === '' ? symbol : `${file}#${symbol}`;
  switch (kind) {
    case 'where_defined':
      return whereDefined(scope, name, query);
    case 'who_calls':
      return whoCalls(scope, name, query);
    case 'impact_set':
      return symbol === '' && file !== undefined
        ? impactOfFile(scope, file, query)
        : impactOfSymbol(scope, name, query);
    case 'nearest_neighbors':
      return nearestNeighbors(scope, { snippet: input.snippet ?? '', vector: input.vector }, query);
    default:
      return assertNever(kind);
  }
}

/** What each kind cannot do without: fields, and the edges beside definitions and texts. */
const NEEDS: Readonly<
  Record<
    QueryKind,
    { fields: readonly ('symbol' | 'file' | 'snippet')[]; say: string; edges: boolean }
  >
> = {
  where_defined: {
    fields: ['symbol'],
    edges: false,
    say: 'symbol=NAME (fn, Class.method, pkg.mod.fn or file.py:fn)',
  },
  who_calls: {
    fields: ['symbol'],
    edges: true,
    say: 'symbol=NAME (fn, Class.method, pkg.mod.fn or file.py:fn)',
  },
  impact_set: { fields: ['symbol', 'file'], say: 'symbol=NAME or file=PATH', edges: true },
  nearest_neighbors: {
    fields: ['snippet'],
    say: 'snippet=TEXT (natural words or code)',
    edges: false,
  },
};

function checkInput(input: QueryInput): void {
  const { fields, say } = NEEDS[input.kind];
  if (fields.some((field) => (input[field] ?? '').trim() !== '')) return;
  throw new AppError('invalid_input', `kind=${input.kind} needs ${say}; it is missing.`, {
    errors: fields.map((path) => ({ path, message: `is needed for kind=${input.kind}` })),
  });
}
