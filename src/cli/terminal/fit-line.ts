const PIECE = new RegExp(String.raw`${'\u001b'}\[[0-9;]*m|[\s\S]`, 'gu');

/**
 * Cuts a line to `width` visible characters, colour codes not counted; a cut line ends its colours.
 */
export function fitLine(line: string, width: number): string {
  const pieces = line.match(PIECE) ?? [];
  if (pieces.filter((piece) => !piece.startsWith('\u001b')).length <= width) return line;
  let left = width - 1;
  const kept = pieces.filter((piece) => piece.startsWith('\u001b') || left-- > 0);
  return `${kept.join('')}…`;
}
