/** Names close to one that is not there. */
export interface NameSuggester {
  suggest(asked: string, count: number): string[];
}

/**
 * A name that holds the whole of what was asked ranks between those one and those two edits away.
 */
const PART_OF_NAME = 1.5;

/** Which letters and digits a text has, as bits: texts whose bits differ much cannot be close. */
function letterBits(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) | 32;
    bits |= code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << (26 + (code & 3));
  }
  return bits;
}

function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const quads = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((quads + (quads >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Prepares for suggesting among many names. A lookup compares every name's letters, a few
 * nanoseconds each, and counts edits only for those that remain.
 */
export function createNameSuggester(names: readonly string[]): NameSuggester {
  const folded = names.map((name) => name.toLowerCase());
  const bits = Int32Array.from(folded, letterBits);
  return {
    suggest(asked, count) {
      const wanted = asked.toLowerCase();
      const mostEdits = Math.max(1, Math.min(6, Math.ceil(wanted.length / 3)));
      const own = letterBits(wanted);
      const close: { name: string; edits: number }[] = [];
      folded.forEach((name, at) => {
        const isPart = wanted.length >= 4 && name.includes(wanted);
        // One edit changes at most two letters' bits.
        if (!isPart && countBits((bits[at] ?? 0) ^ own) > 2 * mostEdits) return;
        const counted = editDistance(wanted, name, mostEdits);
        const edits = isPart ? Math.min(PART_OF_NAME, counted) : counted;
        if (edits <= mostEdits) close.push({ name: names[at] ?? '', edits });
      });
      const nearest = close.toSorted(
        (a, b) => a.edits - b.edits || a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
      );
      return nearest.slice(0, count).map((found) => found.name);
    },
  };
}

/**
 * Insertions, deletions, replacements and swaps of neighbours between two texts; `most + 1` when
 * there are more than `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const here = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let edits = Math.min(
        (before[column] ?? 0) + 1,
        (here[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (isSwap(a, b, { row, column })) edits = Math.min(edits, (older[column - 2] ?? 0) + 1);
      here.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    older = before;
    before = here;
  }
  return Math.min(before[b.length] ?? 0, most + 1);
}

function isSwap(a: string, b: string, { row, column }: { row: number; column: number }): boolean {
  return (
    row > 1 &&
    column > 1 &&
    a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
    a.charCodeAt(row - 2) === b.charCodeAt(column - 1)
  );
}
