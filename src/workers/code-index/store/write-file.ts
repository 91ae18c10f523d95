import { SYMBOL_KINDS, type SymbolFact } from '#core/code-index/symbols.ts';
import { pathTerms } from '#core/code-index/search/to-search-terms.ts';
import { isTestFile, isTestSymbol } from '#core/code-index/graph/is-test.ts';
import { must } from '#shared/assert.ts';
import { encodeFacts } from './encode-facts.ts';
import type { ParsedFile } from './index-store.ts';
import { EDGES_PER_FILE } from './schema.ts';
import type { Statements } from './statements.ts';
import type { FileEntry, SymbolRegistry } from './symbol-registry.ts';

/** The open transaction: where it writes, and which symbols it took away. */
export interface Writing {
  statements: Statements;
  registry: SymbolRegistry;
  removed: Set<number>;
}

/** Text files have one symbol, for the file itself, so that what is found in them has a place. */
function symbolsOf(file: ParsedFile): readonly SymbolFact[] {
  if (file.facts !== null) return file.facts.symbols;
  if (file.status === 'skipped') return [];
  const whole: SymbolFact = {
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    path: '',
    kind: 'module',
    line: 1,
    column: 0,
    startLine: 1,
    endLine: Math.max(1, file.lines),
    parent: -1,
    signature: '',
  };
  return [whole];
}

/** Adds or replaces a file's row, facts, symbols and documents. */
export function writeFile(writing: Writing, file: ParsedFile): void {
  const { statements, registry } = writing;
  const { path, language, lines, status, reason } = file;
  const isTest = isTestFile(path, language);
  const old = registry.files.get(path);
  const entry = registry.addFile({ path, language, lines, status, reason, isTest }, old?.id);
  statements.putFile.run({
    id: entry.id,
    path,
    hash: file.hash,
    sizeBytes: file.sizeBytes,
    mtimeMs: file.mtimeMs,
    language,
    lines,
    status,
    reason,
    module: file.facts?.module ?? path,
    isTest: isTest ? 1 : 0,
  });
  if (old !== undefined) {
    entry.edges = old.edges;
    entry.sinks = old.sinks;
    entry.gaveUp = old.gaveUp;
  }
  writeFacts(writing, entry, file);
  const ids = writeSymbols(writing, entry, { file, old });
  writeDocuments(writing, entry, { file, ids, isNew: old === undefined });
}

function writeFacts({ statements }: Writing, entry: FileEntry, file: ParsedFile): void {
  if (file.facts === null) statements.deleteFacts.run(entry.id);
  else statements.putFacts.run(entry.id, file.encodedFacts ?? encodeFacts(file.facts));
}

/**
 * Writes the symbols and returns their ids in the order of the facts; a path that was there before
 * keeps its id.
 */
function writeSymbols(
  writing: Writing,
  entry: FileEntry,
  change: { file: ParsedFile; old: FileEntry | undefined },
): number[] {
  const { registry } = writing;
  const { ids } = entry;
  const symbols = symbolsOf(change.file);
  for (const { path } of symbols) {
    const id = change.old?.symbols.get(path) ?? registry.nextSymbol++;
    ids.push(id);
    entry.symbols.set(path, id);
  }
  symbols.forEach((symbol, ordinal) => {
    const isTest = entry.isTest || isTestSymbol(symbol.path, entry.language);
    const parent = symbol.parent < 0 ? -1 : must(ids[symbol.parent], 'a parent is in the file');
    const id = must(ids[ordinal], 'every symbol has its number by now');
    registry.placeSymbol(id, { fileId: entry.id, parent, isTest });
    putSymbol(writing, entry, { symbol, ordinal, id, parent, isTest });
  });
  for (const [path, id] of change.old?.symbols ?? [])
    if (!entry.symbols.has(path)) dropSymbol(writing, id);
  return ids;
}

function putSymbol(
  { statements }: Writing,
  entry: FileEntry,
  row: { symbol: SymbolFact; ordinal: number; id: number; parent: number; isTest: boolean },
): void {
  const { symbol } = row;
  statements.putSymbol.run(
    row.id,
    entry.id,
    row.ordinal,
    row.parent < 0 ? null : row.parent,
    symbol.name,
    symbol.path,
    SYMBOL_KINDS.indexOf(symbol.kind),
    symbol.line,
    symbol.column,
    symbol.startLine,
    symbol.endLine,
    row.isTest ? 1 : 0,
    symbol.signature,
  );
}

function dropSymbol(writing: Writing, id: number): void {
  writing.statements.deleteSymbol.run(id);
  writing.registry.dropSymbol(id);
  writing.removed.add(id);
}

function writeDocuments(
  { statements, registry }: Writing,
  entry: FileEntry,
  change: { file: ParsedFile; ids: readonly number[]; isNew: boolean },
): void {
  if (!change.isNew) deleteDocuments(statements, entry.id);
  const pathWords = pathTerms(entry.path);
  for (const document of change.file.documents) {
    const symbol = must(change.ids[document.symbol], 'a document belongs to a symbol of its file');
    const id = registry.nextDocument++;
    statements.insertDocument.run(id, symbol, entry.id, document.line, document.endLine);
    statements.insertWords.run(
      id,
      document.name,
      `${document.signature} ${pathWords}`,
      document.comment,
      document.body,
    );
  }
}

function deleteDocuments(statements: Statements, fileId: number): void {
  for (const id of statements.documentsOfFile.all(fileId) as number[])
    statements.deleteWords.run(id);
  statements.deleteDocuments.run(fileId);
}

/** Takes a file away with everything in it and all edges that leave it. */
export function deleteFile(writing: Writing, path: string): void {
  const { statements, registry } = writing;
  const entry = registry.files.get(path);
  if (entry === undefined) return;
  for (const id of entry.symbols.values()) dropSymbol(writing, id);
  deleteDocuments(statements, entry.id);
  statements.deleteEdges.run(entry.id * EDGES_PER_FILE, (entry.id + 1) * EDGES_PER_FILE);
  statements.deleteFacts.run(entry.id);
  statements.deleteSinks.run(entry.id);
  statements.deleteFile.run(entry.id);
  registry.files.delete(path);
}
