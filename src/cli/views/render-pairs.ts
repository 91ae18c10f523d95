import type { Terminal } from '../terminal/terminal.ts';

/** `name   value` lines with the values in one column; pairs without a value are left out. */
export function renderPairs(
  pairs: readonly (readonly [name: string, value: string | null])[],
  { colors }: Terminal,
): string[] {
  const shown = pairs.filter((pair): pair is readonly [string, string] => pair[1] !== null);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${colors.dim(name.padEnd(width))}  ${value}`);
}
