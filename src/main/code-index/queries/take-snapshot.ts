import { kindOfEdge, reasonOfEdge, tierOfEdge } from '#core/code-index/graph/edge-code.ts';
import type { Snapshot } from '#core/code-index/graph/diff-snapshots.ts';
import { qualifiedName } from '#core/code-index/search/symbol-name.ts';
import { symbolKey } from '#core/code-index/symbols.ts';
import { must } from '#shared/assert.ts';
import type { IndexReader } from '../../db/code-index/open-index-reader.ts';
import { kindOf } from './find-symbols.ts';

/** Everything one generation of an index holds, sorted. */
export function takeSnapshot(reader: IndexReader, createdAt: string): Snapshot {
  return reader.atOnce(() => {
    const keys = new Map<number, string>();
    const symbols = readSymbols(reader, keys);
    const files = reader.indexedFiles();
    return {
      schema: 'slipway.code-index.snapshot/1',
      git_sha: reader.gitSha(),
      created_at: createdAt,
      files: files.map(({ path, hash, lang }) => ({ path, hash, lang })).toSorted(by('path')),
      symbols: symbols.toSorted(by('id')),
      edges: readEdges(reader, keys),
    };
  });
}

function by<K extends string>(field: K): (a: Record<K, string>, b: Record<K, string>) => number {
  return (a, b) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0);
}

function readSymbols(reader: IndexReader, keys: Map<number, string>): Snapshot['symbols'] {
  const symbols: Snapshot['symbols'] = [];
  for (const row of reader.everySymbol()) {
    const id = symbolKey(row.file, row.path);
    keys.set(row.id, id);
    symbols.push({
      id,
      file: row.file,
      line: row.line,
      column: row.col,
      end_line: row.end_line,
      kind: kindOf(row),
      name: row.name,
      qualified: qualifiedName(row),
    });
  }
  return symbols;
}

function readEdges(reader: IndexReader, keys: ReadonlyMap<number, string>): Snapshot['edges'] {
  const keyOf = (id: number): string => must(keys.get(id), 'an edge joins stored symbols');
  const edges: Snapshot['edges'] = [];
  for (const { from_id, to_id, code, line } of reader.everyEdge())
    edges.push({
      from: keyOf(from_id),
      to: keyOf(to_id),
      kind: kindOfEdge(code),
      tier: tierOfEdge(code),
      reason: reasonOfEdge(code),
      line,
    });
  return edges.toSorted(
    (a, b) =>
      by('from')(a, b) ||
      by('to')(a, b) ||
      by('kind')(a, b) ||
      a.line - b.line ||
      by('tier')(a, b) ||
      by('reason')(a, b),
  );
}
