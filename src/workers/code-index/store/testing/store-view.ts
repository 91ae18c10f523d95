import Database from 'better-sqlite3';
import { kindOfEdge, reasonOfEdge, tierOfEdge } from '#core/code-index/graph/edge-code.ts';

/** Everything a stored index says, without its internal numbers: equal views mean equal answers. */
export function viewStore(file: string): {
  files: unknown[];
  symbols: unknown[];
  edges: string[];
  words: unknown[];
} {
  const db = new Database(file, { readonly: true });
  const all = <T>(sql: string): T[] => db.prepare(sql).all() as T[];
  const key = (end: string): string => `${end}_file.path || '#' || ${end}.path`;
  const edges = all<{ from: string; to: string; code: number; line: number }>(
    `SELECT ${key('a')} AS "from", ${key('b')} AS "to", code, edges.line AS line FROM edges
     LEFT JOIN symbols a ON a.symbol_id = from_id LEFT JOIN files a_file ON a_file.file_id = a.file_id
     LEFT JOIN symbols b ON b.symbol_id = to_id LEFT JOIN files b_file ON b_file.file_id = b.file_id`,
  ).map(
    ({ from, to, code, line }) =>
      `${from} -> ${to} ${kindOfEdge(code)} ${tierOfEdge(code)} ${reasonOfEdge(code)} ${line}`,
  );
  const view = {
    files: all(
      'SELECT path, hash, size, mtime, lang, lines, status, reason, module, is_test, sinks FROM files ORDER BY path',
    ),
    symbols: all(
      `SELECT ${key('s')} AS key, ${key('p')} AS parent, s.ordinal, s.name, s.kind, s.line, s.col, s.start_line, s.end_line, s.is_test, s.signature
       FROM symbols s JOIN files s_file ON s_file.file_id = s.file_id
       LEFT JOIN symbols p ON p.symbol_id = s.parent_id LEFT JOIN files p_file ON p_file.file_id = p.file_id ORDER BY key`,
    ),
    edges: edges.toSorted(),
    words: all(
      `SELECT ${key('s')} AS key, documents.line, documents.end_line FROM words JOIN documents ON document_id = words.rowid
       JOIN symbols s ON s.symbol_id = documents.symbol_id JOIN files s_file ON s_file.file_id = s.file_id
       WHERE words MATCH 'word' ORDER BY key, documents.line`,
    ),
  };
  db.close();
  return view;
}
