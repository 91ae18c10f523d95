const formats = new Map<number, Intl.NumberFormat>();

/** A number with exactly `digits` decimals and commas between thousands; minus zero is zero. */
export function formatDecimal(value: number, digits: number): string {
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative',
    });
    formats.set(digits, format);
  }
  return format.format(value);
}
