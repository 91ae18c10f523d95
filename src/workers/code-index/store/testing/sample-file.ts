import type { FileFacts } from '#core/code-index/facts.ts';
import type { Edge, SymbolFact } from '#core/code-index/symbols.ts';
import type { FileEdges } from '#core/code-index/solve/types.ts';
import type { ParsedFile } from '../index-store.ts';

/**
 * A Python file with the given symbols, one a line, and one document for each. A path's parent is
 * the path without its last part.
 */
export function sampleFile(path: string, symbols: readonly string[] = []): ParsedFile {
  const paths = ['', ...symbols];
  const module = path.replace(/\.py$/, '').replaceAll('/', '.');
  const facts: FileFacts = {
    path,
    language: 'python',
    lines: paths.length,
    module,
    package: '',
    symbols: paths.map((symbol, at) => sampleSymbol(paths, at, symbol)),
    objects: [],
    imports: [],
    variableCount: 0,
    origins: new Uint8Array(3),
    code: Int32Array.of(1, 2, 3, 4),
    calls: Int32Array.of(5, 6),
    strings: ['text'],
  };
  return {
    path,
    hash: `hash of ${path} ${symbols.join()}`,
    sizeBytes: 10,
    mtimeMs: 1.5,
    language: 'python',
    lines: paths.length,
    status: 'indexed',
    reason: '',
    facts,
    documents: paths.map((symbol, at) => ({
      symbol: at,
      line: at + 1,
      endLine: at + 1,
      name: symbol.toLowerCase().replaceAll('.', ' '),
      signature: '',
      comment: '',
      body: 'word',
    })),
  };
}

function sampleSymbol(paths: readonly string[], at: number, path: string): SymbolFact {
  const name = path.slice(path.lastIndexOf('.') + 1).replace(/~\d+$/, '');
  return {
    name: name === '<anonymous>' ? '' : name,
    path,
    kind:
      at === 0
        ? 'module'
        : /^[A-Z]/.test(name)
          ? 'class'
          : name === '__init__'
            ? 'constructor'
            : 'function',
    line: at + 1,
    column: 4,
    startLine: at + 1,
    endLine: at + 1,
    parent: at === 0 ? -1 : Math.max(0, paths.indexOf(path.slice(0, path.lastIndexOf('.')))),
    signature: at === 0 ? '' : `def ${name}():`,
  };
}

/** Certain calls from symbols, by their place in the file, to keys. */
export function sampleEdges(calls: readonly [from: number, to: string][], sinks = 0): FileEdges {
  return {
    edges: calls.map(([from, to]): Edge => ({
      from,
      to,
      kind: 'calls',
      tier: 'certain',
      reason: 'scope',
      line: from + 1,
    })),
    sinks: Array.from({ length: sinks }, () => ({
      from: 0,
      line: 1,
      callee: 'print',
      reason: 'builtin' as const,
    })),
  };
}
