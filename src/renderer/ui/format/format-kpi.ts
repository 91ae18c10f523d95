type KpiValue = number | boolean | string | null;

const signs: Record<string, string> = { at_least: '≥', at_most: '≤', is_true: '=' };

/** A measured KPI value: three significant decimals, yes/no, or an em dash for nothing. */
export function formatKpiValue(value: KpiValue): string {
  if (value === null) return '—';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : value.toFixed(3).replace(/0+$/, '');
}

/** A gate's rule as a reader says it: `≥ 0.9`. */
export function formatRule(rule: string, threshold: number | boolean): string {
  return `${signs[rule] ?? rule} ${formatKpiValue(threshold)}`;
}
