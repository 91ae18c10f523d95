import { assertNever } from '#shared/assert.ts';
import { isMeasuredBy } from '#shared/kpis.ts';
import type { LaneGate } from '#shared/lanes.ts';
import type { DatabaseComparison } from '#shared/messages/database.ts';
import { countOf } from '#shared/present/format-count.ts';
import { judgeGate, type Judgement } from '../gates/judge-gate.ts';
import { rowChanges, rowCountDelta } from './compare-rows.ts';

/** How a migration of a copy ended. */
export type Migrated =
  | { kind: 'failed'; reason: string }
  | { kind: 'compared'; comparison: DatabaseComparison };

const MOST_NAMED = 8;

/** Judges a gate by what became of the copy; null: a migration says nothing about it. */
export function judgeMigration(gate: LaneGate, migrated: Migrated): Judgement | null {
  const { kpi } = gate;
  if (!isMeasuredBy(kpi, 'migration')) return null;
  if (kpi === 'migration_success') return judgeSuccess(gate, migrated);
  if (migrated.kind === 'failed')
    return judgeGate(gate, { kind: 'missing', reason: 'the migration failed' });
  switch (kpi) {
    case 'schema_diff':
      return judgeSchema(gate, migrated.comparison);
    case 'row_count_delta':
      return judgeRows(gate, migrated.comparison);
    default:
      return assertNever(kpi);
  }
}

/** Why the result of a migration is none; null: it is one. */
export function faultOf(migrated: Migrated): string | null {
  return migrated.kind === 'failed' ? migrated.reason : migrated.comparison.damage;
}

function judgeSuccess(gate: LaneGate, migrated: Migrated): Judgement {
  const fault = faultOf(migrated);
  const judgement = judgeGate(gate, { kind: 'value', value: fault === null });
  return fault === null ? judgement : { ...judgement, reason: fault };
}

function judgeSchema(
  gate: LaneGate,
  { changes, unexpected, expectedFault }: DatabaseComparison,
): Judgement {
  if (expectedFault !== null) return judgeGate(gate, { kind: 'unverified', reason: expectedFault });
  if (unexpected !== null)
    return withList(judgeGate(gate, { kind: 'value', value: unexpected.length }), unexpected);
  const judgement = judgeGate(gate, { kind: 'value', value: changes.length });
  if (judgement.state !== 'fail') return judgement;
  const reason = `${countOf(changes.length, 'change')} of the schema, and the card gives no \`expected_schema\` to hold them against: ${listOf(changes)}`;
  return { ...judgement, state: 'unverified', reason };
}

function judgeRows(gate: LaneGate, { rows }: DatabaseComparison): Judgement {
  const value = rowCountDelta(rows);
  if (value === null)
    return judgeGate(gate, { kind: 'missing', reason: 'no table had rows before the migration' });
  return withList(judgeGate(gate, { kind: 'value', value }), rowChanges(rows));
}

function withList(judgement: Judgement, list: readonly string[]): Judgement {
  if (judgement.reason === null || list.length === 0) return judgement;
  return { ...judgement, reason: `${judgement.reason}: ${listOf(list)}` };
}

function listOf(list: readonly string[]): string {
  const named = list.slice(0, MOST_NAMED).join('; ');
  const rest = list.length - MOST_NAMED;
  return rest > 0 ? `${named} and ${rest} more` : named;
}
