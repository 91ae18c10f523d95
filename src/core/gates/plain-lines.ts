const ESC = '\u001B';
// Each escape sequence is read once from its ESC, so stripping stays linear.
const ANSI = new RegExp(
  `${ESC}(?:\\[[0-9;:?]*[ -/]*[@-~]|\\][^\\u0007${ESC}]*\\u0007?|[@-Z\\\\^_])`,
  'g',
);
const MAX_LINE = 2_000;

/** Text without terminal colours and other escape sequences. */
export function stripAnsi(text: string): string {
  return text.includes(ESC) ? text.replace(ANSI, '') : text;
}

/** Lines without colours, each cut at 2,000 characters; a carriage return also ends a line. */
export function plainLines(text: string): string[] {
  return stripAnsi(text)
    .split(/\r\n|\n|\r/)
    .map((line) => (line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line));
}
