import { expect, it } from 'vitest';
import { solveTexts } from './testing/solve-texts.ts';

it('INDEX-7 functions of an object literal run on it where no call says what they run on', async () => {
  const text = `
    export const api = {
      a() { this.b(); },
      b() {},
      c: function () { this.b(); },
      d: () => api.b(),
      get e() { return this.b(); },
      async *f() { yield* this.b(); [1].forEach(() => this.b()); },
      inner: { g() { this.deep(); this.b(); }, deep() {} },
    };
    module.exports = { x() { this.y(); }, y() {} };
    function F() {}
    F.prototype = { p() { this.q(); }, q() {} };
    const base = { own() {} };
    export const derived = { ...base, go() { this.own(); } };
    export function make() { return { one() { this.two(); }, two() {} }; }
    const other = { b() {} };
    const lent = { a() { this.b(); }, b() {} };
    lent.a.call(other);`;
  const { calls } = await solveTexts({
    'o.js': text,
    'o.ts': text.replace(/module.*|F\(\).*|F\..*|function F.*|lent\.a.*/g, ''),
  });
  const callsOf = (path: string): string[] =>
    calls
      .filter((line) => line.startsWith(path) && !line.includes('forEach'))
      .map((line) => line.replaceAll(`${path}#`, ''))
      .filter((line) => !/→ .*(anonymous|lent\.a)/.test(line));
  const shared = [
    'api.a → api.b',
    'api.c → api.b',
    'api.d → api.b',
    'api.e → api.b',
    'api.f → api.b',
    'api.f.<anonymous> → api.b',
    'api.inner.g → api.inner.deep',
    'derived.go → base.own',
    'make.one → make.two',
  ];
  expect(callsOf('o.js')).toEqual([...shared, 'F.p → F.q', 'lent.a → other.b', 'x → y'].toSorted());
  expect(callsOf('o.ts')).toEqual([...shared, 'lent.a → lent.b'].toSorted());
});
