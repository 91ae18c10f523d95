import { qualifiedName } from '#core/code-index/search/symbol-name.ts';
import type { IndexResult } from '#shared/contract/code-index.ts';
import type { SymbolRow } from '../../db/code-index/read-symbols.ts';
import { kindOf } from './find-symbols.ts';
import type { FoundResult } from './query-types.ts';
import type { SourceLines } from './source-lines.ts';

const SNIPPET_LINES = 8;

/** How sure a result is, and by what it was found. */
interface How {
  confidence: number;
  via?: string;
}

/** A definition with its first lines. */
export function definitionResult(row: SymbolRow, how: How): FoundResult {
  const to = Math.min(row.end_line, row.start_line + SNIPPET_LINES - 1);
  return { ...placeOf(row, row.line), snippet: { row, from: row.start_line, to }, ...how };
}

/** A line inside a symbol: the call that was found there. */
export function lineResult(row: SymbolRow, line: number, how: How): FoundResult {
  const { column: _, ...place } = placeOf(row, line);
  const snippet = { row, from: line, to: line, isTrimmed: true };
  return { ...place, end_line: line, snippet, ...how };
}

/** A passage: the lines from its first on. */
export function passageResult(
  row: SymbolRow,
  lines: { from: number; to: number },
  how: How,
): FoundResult {
  const isDefinition = lines.from === row.start_line;
  const to = Math.min(lines.to, lines.from + SNIPPET_LINES - 1);
  return {
    ...placeOf(row, isDefinition ? row.line : lines.from),
    end_line: lines.to,
    snippet: { row, from: lines.from, to },
    ...how,
  };
}

function placeOf(row: SymbolRow, line: number) {
  return {
    file: row.file,
    line,
    end_line: row.end_line,
    column: row.col,
    symbol: qualifiedName(row),
    kind: kindOf(row),
  };
}

/**
 * Results with their snippets. `isStale`: one could not be taken from the work tree, because the
 * file is another now; the signature stands in for it.
 */
export async function withSnippets(
  results: readonly FoundResult[],
  sources: SourceLines,
): Promise<{ results: IndexResult[]; isStale: boolean }> {
  const opened = await sources.open(results.map(({ snippet }) => snippet.row));
  let isStale = false;
  const shown = results.map((result): IndexResult => {
    const { row, from, to, isTrimmed = false } = result.snippet;
    const lines = opened.lines(row, from, to);
    if (lines === null) isStale = true;
    const snippet = lines ?? row.signature;
    return { ...result, snippet: isTrimmed ? snippet.trim() : snippet };
  });
  return { results: shown, isStale };
}
