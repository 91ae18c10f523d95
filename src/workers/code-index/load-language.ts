import { readFileSync } from 'node:fs';
import { Language as Grammar, Parser, Query } from 'web-tree-sitter';
import type { Language } from '#core/code-index/conventions.ts';
import type { LanguageFolder } from './find-languages.ts';
import { type QuerySource, readQuerySource } from './query-source.ts';
import type { CursorModule } from './query/flat-tree.ts';
import { MeaningTable } from './query/meaning-table.ts';
import { RuleTable } from './query/rule-table.ts';
import { subtypesOf } from './query/subtypes.ts';

/** A language ready to parse with, owned by the thread that loaded it. */
export interface LoadedLanguage {
  conventions: Language;
  parser: Parser;
  rules: RuleTable;
  meanings: MeaningTable;
  /** The query with those patterns left that the rules do not cover. */
  query: Query;
  cursorModule: CursorModule;
}

/** Why a language cannot be used in this thread; its files are reported as parser_failed. */
export class LanguageError extends Error {}

const FOUR_CAPTURES = /(?:@[\w.]+\s+){3}@[\w.]+/;

/** The parser's WebAssembly module, filled in by Parser.init. */
const runtimeModule: { HEAPU8?: Uint8Array } & Partial<CursorModule> = {};
let runtime: Promise<void> | undefined;
const loading = new Map<string, Promise<LoadedLanguage>>();

/** Loads a language once per thread; rejects with a LanguageError that names the line of a query that does not compile. */
export function loadLanguage(folder: LanguageFolder): Promise<LoadedLanguage> {
  const known = loading.get(folder.queryFile);
  if (known !== undefined) return known;
  const loaded = load(folder);
  loading.set(folder.queryFile, loaded);
  return loaded;
}

/** Memory of the parser in this thread, in bytes; it grows with the largest file and never shrinks. */
export function wasmBytes(): number {
  return runtimeModule.HEAPU8?.byteLength ?? 0;
}

async function load(folder: LanguageFolder): Promise<LoadedLanguage> {
  runtime ??= Parser.init(runtimeModule);
  await runtime;
  const grammar = await loadGrammar(folder);
  const source = readQuerySource(folder.queryFile);
  const query = compileQuery(grammar, source);
  const meanings = new MeaningTable();
  const subtypes = subtypesOf(grammar, folder.supertypesFile);
  const rules = new RuleTable(query, source.text, { grammar, meanings, subtypes });
  for (let index = 0; index < query.patternCount(); index += 1)
    if (!rules.leftOver.includes(index)) query.disablePattern(index);
  const parser = new Parser().setLanguage(grammar);
  const cursorModule = runtimeModule as CursorModule;
  return { conventions: folder.conventions, parser, rules, meanings, query, cursorModule };
}

async function loadGrammar(folder: LanguageFolder): Promise<Grammar> {
  try {
    return await Grammar.load(readFileSync(folder.grammarFile));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LanguageError(
      `The grammar of ${folder.conventions.name} (${folder.grammarFile}) cannot be loaded: ${reason}`,
      { cause: error },
    );
  }
}

function compileQuery(grammar: Grammar, source: QuerySource): Query {
  const crowded = FOUR_CAPTURES.exec(source.text);
  if (crowded !== null)
    throw new LanguageError(
      `${source.locate(crowded.index)}: a node has four captures; tree-sitter keeps only three in one pattern.`,
    );
  try {
    return new Query(grammar, source.text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = 'index' in error ? source.locate(Number(error.index)) : source.file;
    throw new LanguageError(`${place}: ${error.message}`, { cause: error });
  }
}
