import { describe, expect, test } from 'vitest';
import { rowChanges, rowCountDelta } from './compare-rows.ts';
import { compareShapes, plainSql } from './compare-shapes.ts';
import type { DatabaseShape, TableShape } from './database-shape.ts';

function table(name: string, columns: Record<string, string>, rules: string[] = []): TableShape {
  const listed = Object.entries(columns).map(([column, says]) => ({ name: column, says }));
  return { name, columns: listed, rules, rows: 0 };
}

const shape = (...tables: TableShape[]): DatabaseShape => ({ tables, parts: [] });

describe('DATA-10: schemas', () => {
  test('are told apart by tables, columns and rules, in plain words', () => {
    const before = shape(
      table('users', { id: 'INTEGER', age: 'INTEGER', name: 'TEXT' }),
      table('old', { a: '' }),
    );
    const after = shape(
      table('users', { id: 'INTEGER', age: 'TEXT NOT NULL', email: 'TEXT' }, ['UNIQUE (email)']),
      table('notes', { id: 'INTEGER', body: 'TEXT' }),
    );
    expect(compareShapes(before, after)).toEqual([
      'column users.age changed: INTEGER → TEXT NOT NULL',
      'column users.name removed (TEXT)',
      'column users.email added (TEXT)',
      'table users: UNIQUE (email) added',
      'table old removed (a)',
      'table notes added (id, body)',
    ]);
    expect(compareShapes(after, after)).toEqual([]);
  });

  test('hold no difference of blanks, comments, case and quotes, but one of text', () => {
    const one = 'CREATE INDEX IF NOT EXISTS "I" ON [T] (a , b) -- fast\n WHERE x = \'A B\'';
    const other = "create index i on t(a,b) where x='A B'";
    expect(plainSql(one)).toBe(plainSql(other));
    expect(plainSql(one)).not.toBe(plainSql(other.replace('A B', 'a b')));
  });

  test('are told apart by what triggers, indexes and views say', () => {
    const view = { kind: 'view', name: 'v', table: 'v', sql: 'CREATE VIEW v AS SELECT 1' } as const;
    const index = { kind: 'index', name: 'i', table: 't', sql: 'CREATE INDEX i ON t(a)' } as const;
    const before = { tables: [], parts: [view, index] };
    const after = { tables: [], parts: [{ ...view, sql: 'CREATE VIEW v AS SELECT 2' }] };
    expect(compareShapes(before, after)).toEqual(['view v changed', 'index i on t removed']);
  });
});

test('DATA-3: the largest share decides, and tables without rows before have none', () => {
  const rows = [
    { table: 'users', before: 100, after: 97 },
    { table: 'seed', before: 0, after: 50 },
    { table: 'new', before: null, after: 5 },
  ];
  expect(rowCountDelta(rows)).toBeCloseTo(0.03);
  expect(rowCountDelta([...rows, { table: 'gone', before: 2, after: null }])).toBe(1);
  expect(rowCountDelta(rows.slice(1))).toBeNull();
  expect(rowChanges(rows)).toEqual(['users 100 → 97', 'seed 0 → 50', 'new new → 5']);
});
