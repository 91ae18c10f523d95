import { expect, it } from 'vitest';
import { type FileFacts, Op } from '../facts.ts';
import { findForwards } from './find-forwards.ts';

const MODULE = 0;

/** Facts with these instructions in a module whose object is in variable 0. */
function facts(...code: [number, number, number, number][]): FileFacts {
  const module = { kind: 'module' as const, symbol: 0, key: '', variable: MODULE };
  return {
    path: 'm.py',
    language: 'python',
    lines: 1,
    module: 'm',
    package: '',
    symbols: [],
    objects: [module],
    imports: [],
    variableCount: 9,
    origins: new Uint8Array(9),
    code: Int32Array.from(code.flat()),
    calls: new Int32Array(),
    strings: [],
  };
}

const find = (given: FileFacts) => [...findForwards(given, (string) => string)];

it('INDEX-26 a name that is only imported and stored leads on', () => {
  expect(find(facts([Op.import, 1, 7, 0], [Op.store, MODULE, 3, 1]))).toEqual([[3, 7]]);
});

it('INDEX-26 a name that is given anything else does not', () => {
  const imported: [number, number, number, number] = [Op.import, 1, 7, 0];
  const other: [number, number, number, number] = [Op.alloc, 2, 5, 0];
  const stored: [number, number, number, number] = [Op.store, MODULE, 3, 1];
  expect(find(facts(imported, other, stored, [Op.store, MODULE, 3, 2]))).toEqual([]);
  expect(find(facts(imported, [Op.copy, 1, 2, 0], stored))).toEqual([]);
});
