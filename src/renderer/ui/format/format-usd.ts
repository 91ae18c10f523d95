const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** Decimal dollars for a column of figures; a spend too small for cents is never shown as zero. */
export function formatUsd(costUsd: number): string {
  if (costUsd > 0 && costUsd < 0.005) return '<$0.01';
  return dollars.format(costUsd);
}
