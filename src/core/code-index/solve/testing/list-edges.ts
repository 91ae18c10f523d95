import { symbolKey } from '../../symbols.ts';
import type { FileFacts } from '../../facts.ts';
import type { FileEdges } from '../types.ts';

/** Edges as one readable line each, sorted: `calls a.py#f -> b.py#g (import, certain)`. */
export function listEdges(
  files: ReadonlyMap<string, FileFacts>,
  edges: ReadonlyMap<string, FileEdges>,
): string[] {
  const lines: string[] = [];
  for (const [path, { edges: list }] of edges)
    for (const { from, to, kind, reason, tier } of list) {
      const caller = files.get(path)?.symbols[from]?.path ?? '?';
      lines.push(`${kind} ${symbolKey(path, caller)} -> ${to} (${reason}, ${tier})`);
    }
  return lines.sort();
}

/** Only who calls whom: `a.py#f -> b.py#g`. */
export function listCalls(
  files: ReadonlyMap<string, FileFacts>,
  edges: ReadonlyMap<string, FileEdges>,
): string[] {
  return listEdges(files, edges)
    .filter((line) => line.startsWith('calls '))
    .map((line) => line.slice('calls '.length).replace(/ \(.*/, ''));
}
