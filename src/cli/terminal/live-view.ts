import type { ScreenStream, Terminal } from './terminal.ts';

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_LINE_END = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';

/**
 * Redraws lines in place: each frame is one write that moves up and overwrites line by line, so
 * nothing flickers. A frame taller than the screen is cut, because what has scrolled away cannot be
 * overwritten.
 */
export function createLiveView(stream: ScreenStream, terminal: Terminal) {
  let drawn = 0;
  return {
    draw(lines: readonly string[]): void {
      const visible = lines.slice(0, Math.max(1, terminal.rows - 1));
      const up = drawn > 0 ? `\u001b[${drawn}F` : HIDE_CURSOR;
      const body = visible.map((line) => `${line}${CLEAR_LINE_END}\n`).join('');
      stream.write(up + body + CLEAR_BELOW);
      drawn = visible.length;
    },
    close(): void {
      if (drawn > 0) stream.write(SHOW_CURSOR);
      drawn = 0;
    },
  };
}
