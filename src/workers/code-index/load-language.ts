import { readFileSync } from 'node:fs';
import { Language as Grammar, Parser, Query } from 'web-tree-sitter';
import type { Language } from '#core/code-index/conventions.ts';
import type { LanguageFolder } from './find-languages.ts';
import { type QuerySource, readQuerySource } from './query-source.ts';
import type { CursorModule } from './query/flat-tree.ts';
import { MeaningTable } from './query/meaning-table.ts';
import { type PatternNode, readPatterns } from './query/read-patterns.ts';
import { RuleTable } from './query/rule-table.ts';
import { subtypesOf } from './query/subtypes.ts';

/** A language ready to parse with, owned by the thread that loaded it. */
export interface LoadedLanguage {
  conventions: Language;
  parser: Parser;
  rules: RuleTable;
  meanings: MeaningTable;
  /** The patterns that the rules do not cover; null when they cover all. */
  leftOver: Query | null;
  cursorModule: CursorModule;
}

/** Why a language cannot be used in this thread; its files are reported as parser_failed. */
export class LanguageError extends Error {}

const FOUR_CAPTURES = /(?:@[\w.]+\s+){3}@[\w.]+/;

/** The parser's WebAssembly module, filled in by Parser.init. */
const runtimeModule: { HEAPU8?: Uint8Array } & Partial<CursorModule> = {};
let runtime: Promise<void> | undefined;
const loading = new Map<string, Promise<LoadedLanguage>>();

/**
 * Loads a language once per thread; rejects with a LanguageError that names the line of a query
 * that does not compile.
 */
export function loadLanguage(folder: LanguageFolder): Promise<LoadedLanguage> {
  const known = loading.get(folder.queryFile);
  if (known !== undefined) return known;
  const loaded = load(folder);
  loading.set(folder.queryFile, loaded);
  return loaded;
}

/**
 * Memory of the parser in this thread, in bytes; it grows with the largest file and never shrinks.
 */
export function wasmBytes(): number {
  return runtimeModule.HEAPU8?.byteLength ?? 0;
}

async function load(folder: LanguageFolder): Promise<LoadedLanguage> {
  runtime ??= Parser.init(runtimeModule);
  await runtime;
  const grammar = await loadGrammar(folder);
  const source = readQuerySource(folder.queryFile);
  const meanings = new MeaningTable();
  const subtypes = subtypesOf(grammar, folder.supertypesFile);
  const patterns = patternsOf(source);
  const rules = new RuleTable(patterns ?? [], { grammar, meanings, subtypes });
  // Compiling takes tree-sitter up to 0.2 s, so it is asked only for what the rules leave over,
  // faults of the query included.
  const isCovered = patterns !== null && rules.leftOver.length === 0;
  const query = isCovered ? null : compileQuery(grammar, source);
  if (query !== null && patterns !== null) disableCovered(query, rules);
  const parser = new Parser().setLanguage(grammar);
  const cursorModule = runtimeModule as CursorModule;
  return {
    conventions: folder.conventions,
    parser,
    rules,
    meanings,
    leftOver: query,
    cursorModule,
  };
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

/** The query's patterns; null when they cannot be read, so that tree-sitter has to report why. */
function patternsOf(source: QuerySource): PatternNode[] | null {
  const crowded = FOUR_CAPTURES.exec(source.text);
  if (crowded !== null)
    throw new LanguageError(
      `${source.locate(crowded.index)}: a node has four captures; tree-sitter keeps only three in one pattern.`,
    );
  try {
    return readPatterns(source.text);
  } catch {
    return null;
  }
}

function disableCovered(query: Query, rules: RuleTable): void {
  for (let index = 0; index < query.patternCount(); index += 1)
    if (!rules.leftOver.includes(index)) query.disablePattern(index);
}

function compileQuery(grammar: Grammar, source: QuerySource): Query {
  try {
    return new Query(grammar, source.text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = 'index' in error ? source.locate(Number(error.index)) : source.file;
    throw new LanguageError(`${place}: ${error.message}`, { cause: error });
  }
}
