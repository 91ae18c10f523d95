import { describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import type { DatabaseComparison } from '#shared/messages/database.ts';
import { judgeMigration } from './judge-migration.ts';
import { migrationOf } from './migration-of.ts';

const { gates } = must(
  DEFAULT_LANES.find(({ name }) => name === 'Data-Schema'),
  'it ships',
);

function judge(kpi: string, comparison: Partial<DatabaseComparison>) {
  const gate = must(
    gates.find((each) => each.kpi === kpi),
    'a gate of the lane',
  );
  const whole = {
    damage: null,
    changes: [],
    unexpected: null,
    expectedFault: null,
    rows: [],
    digest: '',
  };
  return judgeMigration(gate, { kind: 'compared', comparison: { ...whole, ...comparison } });
}

describe('DATA-9: schema_diff', () => {
  test('counts the differences to the expected schema, and names them', () => {
    expect(judge('schema_diff', { changes: ['a'], unexpected: [] })).toMatchObject({
      state: 'pass',
      value: 0,
    });
    expect(judge('schema_diff', { unexpected: ['table t added (a)'] })).toEqual({
      state: 'fail',
      value: 1,
      reason: 'schema_diff is 1, it must be at most 0: table t added (a)',
    });
  });

  test('is neither green nor red where nothing is expected and something changed', () => {
    expect(judge('schema_diff', { changes: ['table t added (a)'] })).toMatchObject({
      state: 'unverified',
      value: 1,
    });
    expect(judge('schema_diff', {})).toMatchObject({ state: 'pass', value: 0 });
    expect(judge('schema_diff', { expectedFault: '`expected_schema`, line 2: x' })).toMatchObject({
      state: 'unverified',
      reason: '`expected_schema`, line 2: x',
    });
  });
});

test.each([
  [
    { migration: 'm.sql', database: 'sqlite:///data/app.db' },
    { kind: 'sql', database: 'data/app.db' },
  ],
  [
    { migration: 'm.sql', database: 'file:./dev.db' },
    { kind: 'sql', database: './dev.db' },
  ],
  [
    { migration: 'python3 a.py m.sql', database: 'a.db' },
    { kind: 'command', argv: ['python3', 'a.py', 'm.sql'] },
  ],
  [
    { command: ['x', 'a b'], database: 'a.db', migration: 'm.sql' },
    { kind: 'command', argv: ['x', 'a b'] },
  ],
  [
    { migration: 'alembic upgrade head', database: 'postgresql://h/d' },
    { kind: 'elsewhere', scheme: 'postgresql' },
  ],
  [{ migration: 'm.sql', database: 'mysql://h/d' }, { kind: 'wrong' }],
  [{ migration: 'm.sql' }, { kind: 'wrong' }],
  [{ command: ['x'], migration: 'm.sql' }, null],
  [{ goal: 'write it', database: 'a.db' }, null],
])('DATA-8: what a card asks for: %j', (card, wanted) => {
  const migration = migrationOf(card);
  if (wanted === null) expect(migration).toBeNull();
  else expect(migration).toMatchObject(wanted);
});
