import { diffWordsWithSpace, parsePatch } from 'diff';

/** A piece of a line: changed within the line, or a secret's label, or neither. */
export interface Piece {
  text: string;
  kind: 'same' | 'changed' | 'secret';
}

export type PatchRow =
  | { kind: 'hunk'; key: string; text: string }
  | {
      kind: 'added' | 'removed' | 'context';
      key: string;
      before: number | null;
      after: number | null;
      pieces: Piece[];
    };

/** Longer lines are not compared by words: it would take longer than a frame. */
const LONGEST_COMPARED = 2000;
const LABEL = /(\[secret:[\w.-]{1,64}\])/;

/** What a patch of one file says, line by line; empty for a file that is not text. */
export function patchRows(patch: string): PatchRow[] {
  const [file] = parsePatch(patch);
  return (file?.hunks ?? []).flatMap((hunk, at) => {
    const { oldStart, oldLines, newStart, newLines } = hunk;
    const before = rangeOf(oldStart, oldLines);
    const after = rangeOf(newStart, newLines);
    const text = [before, after].filter((range) => range !== null).join(' → ');
    return [{ kind: 'hunk' as const, key: `h${at}`, text: `lines ${text}` }, ...rowsOf(hunk, at)];
  });
}

/** null for a side without lines, as of a new file. */
function rangeOf(start: number, count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? String(start) : `${start}–${start + count - 1}`;
}

type Hunk = ReturnType<typeof parsePatch>[number]['hunks'][number];
type LineRow = Exclude<PatchRow, { kind: 'hunk' }>;

function rowsOf(hunk: Hunk, number: number): LineRow[] {
  let [before, after] = [hunk.oldStart, hunk.newStart];
  const rows: LineRow[] = [];
  hunk.lines.forEach((line, at) => {
    const key = `${number}.${at}`;
    const pieces = piecesOf(line.slice(1));
    if (line.startsWith('+')) {
      rows.push({ kind: 'added', key, before: null, after: after++, pieces });
    } else if (line.startsWith('-')) {
      rows.push({ kind: 'removed', key, before: before++, after: null, pieces });
    } else if (!line.startsWith('\\')) {
      rows.push({ kind: 'context', key, before: before++, after: after++, pieces });
    }
  });
  markWithin(rows);
  return rows;
}

function piecesOf(text: string): Piece[] {
  return text
    .split(LABEL)
    .map((piece, at) => ({
      text: piece,
      kind: at % 2 === 1 ? ('secret' as const) : ('same' as const),
    }))
    .filter((piece, _, all) => piece.text !== '' || all.length === 1);
}

/** Where as many lines were removed as were added, each is compared with its counterpart. */
function markWithin(rows: LineRow[]): void {
  for (let at = 0; at < rows.length;) {
    const removed = runOf(rows, at, 'removed');
    const added = runOf(rows, at + removed.length, 'added');
    if (removed.length === added.length && removed.length > 0) {
      removed.forEach((row, index) => compare(row, added[index]));
    }
    at += Math.max(1, removed.length + added.length);
  }
}

function runOf(rows: readonly LineRow[], from: number, kind: LineRow['kind']): LineRow[] {
  const end = rows.findIndex((row, at) => at >= from && row.kind !== kind);
  return rows.slice(from, end === -1 ? rows.length : end);
}

function compare(removed: LineRow, added: LineRow | undefined): void {
  if (added === undefined) return;
  const [old, now] = [textOf(removed), textOf(added)];
  const hasSecret = [...removed.pieces, ...added.pieces].some(({ kind }) => kind === 'secret');
  if (hasSecret || old.length + now.length > LONGEST_COMPARED) return;
  const words = diffWordsWithSpace(old, now);
  // Lines that share nothing but blanks are no version of each other.
  if (!words.some((word) => !word.added && !word.removed && word.value.trim() !== '')) return;
  removed.pieces = words.filter(({ added: isNew }) => !isNew).map(pieceOf);
  added.pieces = words.filter(({ removed: isOld }) => !isOld).map(pieceOf);
}

function pieceOf(word: { value: string; added: boolean; removed: boolean }): Piece {
  return { text: word.value, kind: word.added || word.removed ? 'changed' : 'same' };
}

function textOf({ pieces }: LineRow): string {
  return pieces.map(({ text }) => text).join('');
}
