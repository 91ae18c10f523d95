import type { CodeFrame, CodePlace } from '#shared/messages/changes.ts';
import { openIfThere } from './root-folder.ts';

const LARGEST_FILE_BYTES = 2 * 1_048_576;
const LINES_BEFORE = 3;
const LINES_AFTER = 2;
const LONGEST_LINE = 500;

/** Lines around places in files below a root; null for a place that is not there. */
export function readCodeFrames(root: string, places: readonly CodePlace[]): (CodeFrame | null)[] {
  using folder = openIfThere(root);
  const texts = new Map<string, string[] | null>();
  const linesOf = (file: string): string[] | null => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const lines = folder?.readText(file, LARGEST_FILE_BYTES)?.split(/\r?\n/) ?? null;
    texts.set(file, lines);
    return lines;
  };
  return places.map(({ file, line }) => {
    const lines = linesOf(file);
    if (lines === null || line > lines.length) return null;
    const first = Math.max(1, line - LINES_BEFORE);
    const shown = lines.slice(first - 1, line + LINES_AFTER);
    return { line: first, lines: shown.map((text) => text.slice(0, LONGEST_LINE)) };
  });
}
