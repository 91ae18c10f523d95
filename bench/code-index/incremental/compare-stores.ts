import { viewStore } from '../../../src/workers/code-index/store/testing/store-view.ts';

export interface StoreDifference {
  files: number;
  symbols: number;
  edges: number;
  /** `+` is only in the first store, `-` only in the second. */
  rows: string[];
}

/** Compares every row of two stores but for times and internal numbers. */
export function compareStores(file: string, other: string): StoreDifference {
  const [is, should] = [rowsOf(file), rowsOf(other)];
  const rows = [
    ...differ(is.files, should.files),
    ...differ(is.symbols, should.symbols),
    ...differ(is.edges, should.edges),
  ];
  const [files, symbols, edges] = [is.files.length, is.symbols.length, is.edges.length];
  return { files, symbols, edges, rows };
}

function rowsOf(file: string): { files: string[]; symbols: string[]; edges: string[] } {
  const { files, symbols, edges } = viewStore(file);
  const withoutTime = files.map((row) => JSON.stringify({ ...(row as object), mtime: undefined }));
  return { files: withoutTime, symbols: symbols.map((row) => JSON.stringify(row)), edges };
}

/** Rows that one list has more often than the other. */
function differ(is: readonly string[], should: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const row of is) counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const row of should) counts.set(row, (counts.get(row) ?? 0) - 1);
  return [...counts].flatMap(([row, count]) =>
    count === 0 ? [] : [`${count > 0 ? '+' : '-'} ${row}`],
  );
}
