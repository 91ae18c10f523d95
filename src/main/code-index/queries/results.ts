import { qualifiedName } from '#core/code-index/search/symbol-name.ts';
import type { IndexResult } from '#shared/contract/code-index.ts';
import type { SymbolRow } from '../../db/code-index/read-symbols.ts';
import type { QueryScope } from './context.ts';
import { kindOf } from './find-symbols.ts';

const SNIPPET_LINES = 8;

/** Turns rows into results and notices files that are no longer what was indexed. */
export class ResultMaker {
  readonly #scope: QueryScope;
  /** Whether a snippet could not be taken from the work tree, because the file changed. */
  isStale = false;

  constructor(scope: QueryScope) {
    this.#scope = scope;
  }

  /** A definition with its first lines. */
  definition(row: SymbolRow, how: { confidence: number; via?: string }): IndexResult {
    const last = Math.min(row.end_line, row.start_line + SNIPPET_LINES - 1);
    return {
      ...this.#place(row, row.line),
      snippet: this.#snippet(row, row.start_line, last),
      ...how,
    };
  }

  /** A line inside a symbol: the call that was found there. */
  line(row: SymbolRow, line: number, how: { confidence: number; via?: string }): IndexResult {
    const { column: _, ...place } = this.#place(row, line);
    const snippet = this.#snippet(row, line, line).trim();
    return { ...place, end_line: line, snippet, ...how };
  }

  /** A passage: the lines from its first on. */
  passage(
    row: SymbolRow,
    lines: { from: number; to: number },
    how: { confidence: number; via?: string },
  ): IndexResult {
    const isDefinition = lines.from === row.start_line;
    const last = Math.min(lines.to, lines.from + SNIPPET_LINES - 1);
    return {
      ...this.#place(row, isDefinition ? row.line : lines.from),
      end_line: lines.to,
      snippet: this.#snippet(row, lines.from, last),
      ...how,
    };
  }

  #place(row: SymbolRow, line: number) {
    return {
      file: row.file,
      line,
      end_line: row.end_line,
      column: row.col,
      symbol: qualifiedName(row),
      kind: kindOf(row),
    };
  }

  #snippet(row: SymbolRow, from: number, to: number): string {
    const lines = this.#scope.sources.lines(row, from, to);
    if (lines !== null) return lines;
    this.isStale = true;
    return row.signature;
  }
}
