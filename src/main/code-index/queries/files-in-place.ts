import type { Place } from '../../db/code-index/read-symbols.ts';
import type { QueryScope } from './context.ts';

/** Returns whether a symbol lies in the asked language and folder; null when nothing is asked. */
export function symbolsInPlace(
  { graph, reader }: QueryScope,
  place: Place,
): ((symbol: number) => boolean) | null {
  const { lang, path: folder } = place;
  if (lang === null && folder === null) return null;
  const files = new Set<number>();
  for (const file of reader.indexedFiles()) {
    if (lang !== null && file.lang !== lang) continue;
    if (folder !== null && file.path !== folder && !file.path.startsWith(`${folder}/`)) continue;
    files.add(graph.files.find(file.path));
  }
  return (symbol) => files.has(graph.fileOf[symbol] ?? -1);
}
