import { must } from './assert.ts';
import type { Step } from './payload.ts';

interface KpiKind {
  /**
   * The repository's command of that step, the card's own text, the code index, or a migration on a
   * copy of its database.
   */
  measured: Step | 'text' | 'index' | 'migration';
  /**
   * What its evidence holds for: the tree it was measured on; the code index, which goes on; the
   * copy of a database, whatever becomes of the tree.
   */
  of: 'tree' | 'index' | 'copy';
  /** `flag` is true or false; a `number` is compared with a threshold. */
  format: 'flag' | 'number';
}

/** Every KPI that the app itself measures. Clients may report others by any name. */
export const KPIS = {
  test_pass_rate: { measured: 'test', of: 'tree', format: 'number' },
  linter_pass: { measured: 'lint', of: 'tree', format: 'flag' },
  build_success: { measured: 'build', of: 'tree', format: 'flag' },
  schema_diff: { measured: 'migration', of: 'copy', format: 'number' },
  migration_success: { measured: 'migration', of: 'copy', format: 'flag' },
  row_count_delta: { measured: 'migration', of: 'copy', format: 'number' },
  BLEU: { measured: 'text', of: 'tree', format: 'number' },
  readability: { measured: 'text', of: 'tree', format: 'number' },
  edge_count_delta: { measured: 'index', of: 'index', format: 'number' },
  index_freshness: { measured: 'index', of: 'index', format: 'number' },
} as const satisfies Record<string, KpiKind>;

export type KpiName = keyof typeof KPIS;

/** The KPIs of one format, so that a rule can only be written for a value it can judge. */
export type KpiOf<F extends KpiKind['format']> = {
  [K in KpiName]: (typeof KPIS)[K]['format'] extends F ? K : never;
}[KpiName];

/** The KPIs that one thing measures, so that whatever measures them leaves none out. */
type KpiMeasuredBy<M extends KpiKind['measured']> = {
  [K in KpiName]: (typeof KPIS)[K]['measured'] extends M ? K : never;
}[KpiName];

export function isMeasuredBy<M extends KpiKind['measured']>(
  name: KpiName,
  by: M,
): name is KpiMeasuredBy<M> {
  return KPIS[name].measured === by;
}

/** The KPI that a step's command measures. */
export function kpiOfStep(step: Step): KpiName {
  const names = Object.keys(KPIS) as KpiName[];
  return must(
    names.find((name) => KPIS[name].measured === step),
    'every step measures a KPI',
  );
}

/** Why a KPI stays without a measurement in a run of which no task measured it; null: not known. */
export function whyNotMeasured(name: KpiName): string | null {
  return isMeasuredBy(name, 'migration')
    ? 'only a card with `migration` and `database` measures it, on a copy of a SQLite file'
    : null;
}
