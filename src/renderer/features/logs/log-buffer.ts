import type { LogLine } from '#shared/contract/pas-schemas.ts';

/** Lines kept in the window; older ones stay in the ledger. */
export const MOST_LINES = 20_000;

/** Appends what is new by offset and keeps the newest; a repeated line is not added twice. */
export function appendLines(
  lines: readonly LogLine[],
  more: readonly LogLine[],
  most = MOST_LINES,
): LogLine[] {
  const last = lines.at(-1)?.offset ?? -1;
  const fresh = more.filter((line) => line.offset > last);
  const all = [...lines, ...fresh];
  return all.length > most ? all.slice(all.length - most) : all;
}

/** Lines that hold every word of the filter, in their text or task. */
export function filterLines(lines: readonly LogLine[], filter: string): readonly LogLine[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  return lines.filter((line) => {
    const text = `${line.text} ${line.task_id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

// Colours and cursor moves of terminal programs: ESC [ … letter.
const escapes = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** A line as it reads without a terminal. */
export function plainText(text: string): string {
  return text.replaceAll(escapes, '');
}
