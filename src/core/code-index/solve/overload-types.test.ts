import { describe, expect, it } from 'vitest';
import { writtenTypes } from './overload-types.ts';

describe('the types a signature writes', () => {
  it.each([
    ['void visit(Num &n) override {', 'visit', ['Num &n']],
    [
      'std::map<int, X> f(const std::map<int, X> &m, int (*g)(int, int))',
      'f',
      ['const std::map<int, X> &m', ' int (*g)(int, int)'],
    ],
    ['int f()', 'f', ['']],
    ['void f(int a,', 'f', []],
    ['struct f', 'f', []],
  ])('INDEX-35 %s', (signature, name, types) => {
    expect(writtenTypes(signature, name)).toEqual(types);
  });
});
