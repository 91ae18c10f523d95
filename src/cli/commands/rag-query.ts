import { relative, resolve } from 'node:path';
import { usageError } from '../arguments/usage-error.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderIndexAnswer } from '../views/render-index-answer.ts';
import { withIndex } from './rag-index.ts';

export interface RagQueryOptions {
  k?: number;
  lang?: string;
  path?: string;
  tier?: 'certain' | 'all';
  file?: string;
  symbol?: string;
}

type Question = Parameters<Engine['client']['rag']['queryIndex']>[0];

/** Where a symbol is defined. */
export function runWhereDefined(
  cli: Cli,
  symbol: string,
  options: RagQueryOptions,
): Promise<number> {
  return ask(cli, { kind: 'where_defined', symbol }, options);
}

/** What calls a symbol. */
export function runWhoCalls(cli: Cli, symbol: string, options: RagQueryOptions): Promise<number> {
  return ask(cli, { kind: 'who_calls', symbol }, options);
}

/** What resembles words or code. */
export function runNearest(cli: Cli, snippet: string, options: RagQueryOptions): Promise<number> {
  return ask(cli, { kind: 'nearest_neighbors', snippet }, options);
}

/** What a change of a file or symbol reaches. Needs one of both. */
export async function runImpactSet(cli: Cli, options: RagQueryOptions): Promise<number> {
  const { file, symbol } = options;
  if ((file === undefined) === (symbol === undefined))
    throw usageError('Give what changes: --file PATH or --symbol NAME.');
  return symbol === undefined
    ? ask(cli, { kind: 'impact_set', file }, options)
    : ask(cli, { kind: 'impact_set', symbol }, options);
}

/** Exit code 0 when something was found, 1 when the index has nothing of that name. */
async function ask(cli: Cli, question: Question, options: RagQueryOptions): Promise<number> {
  const { k, lang, path, tier } = options;
  return withIndex(cli, async (rag, repo) => {
    const file = question.file === undefined ? undefined : inRepository(cli, repo, question.file);
    const below = path === undefined ? undefined : inRepository(cli, repo, path);
    const answer = await rag.queryIndex({ ...question, repo, file, k, lang, path: below, tier });
    if (cli.json) printJson(cli, answer);
    else print(cli, renderIndexAnswer(question, cleanDeep(answer), cli.terminal));
    const isUnknown = question.kind === 'where_defined' || answer.suggestions.length > 0;
    return answer.results.length === 0 && isUnknown ? 1 : 0;
  });
}

/**
 * Paths are typed relative to the working directory; the index has them relative to the
 * repository's root.
 */
function inRepository(cli: Cli, repo: string, path: string): string {
  const fromHere = relative(repo, resolve(cli.place.cwd, path)).replaceAll('\\', '/');
  return fromHere === '..' || fromHere.startsWith('../') ? path : fromHere;
}
