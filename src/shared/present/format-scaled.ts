import { formatDecimal } from './format-decimal.ts';

/**
 * A number in thousands, millions, … with at most three digits and one decimal below a hundred;
 * each suffix stands for a thousand times the one before.
 */
export function formatScaled(value: number, suffixes: readonly string[]): string {
  if (value < 0) return `-${formatScaled(-value, suffixes)}`;
  const [first = '', ...more] = suffixes;
  if (value > 0 && value < 0.5) return `<1${first}`;
  if (Math.round(value) < 1000) return `${formatDecimal(value, 0)}${first}`;
  let size = 1000;
  for (const suffix of more) {
    const tenths = Math.round((10 * value) / size);
    if (tenths < 1000) return `${formatDecimal(tenths / 10, 1)}${suffix}`;
    if (Math.round(value / size) < 1000) return `${formatDecimal(value / size, 0)}${suffix}`;
    size *= 1000;
  }
  return `${formatDecimal((value * 1000) / size, 0)}${more.at(-1) ?? first}`;
}
