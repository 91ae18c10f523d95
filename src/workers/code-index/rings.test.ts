import { describe, expect, it } from 'vitest';
import { solveTexts } from './testing/solve-texts.ts';

/** Calls in a file, without its name. */
/** Without what only may be: users of what a value is made from. */
const certain = (calls: readonly string[]): string[] =>
  calls.filter((call) => !call.startsWith('?'));

async function callsIn(path: string, text: string): Promise<string[]> {
  const { calls, gaveUp } = await solveTexts({ [path]: text });
  expect(gaveUp).toEqual([]);
  return calls.map((line) => line.replaceAll(`${path}#`, '').replaceAll(path, '(module)'));
}

describe('INDEX-27 prototypes, aliases and call methods may go in rings', () => {
  it('an object made from itself, called through a variable of the module', async () => {
    const text = `
      let box = { open() {} };
      export function grow() { box = Object.create(box); return box; }
      export function use() { grow().open(); box.open(); box.nowhere(); }`;
    expect(await callsIn('a.js', text)).toEqual(['use → box.open', 'use → grow']);
  });

  it('Object.setPrototypeOf in a ring', async () => {
    const text = `
      const one = { a() {} }, two = { b() {} }, three = { c() {} };
      Object.setPrototypeOf(one, two);
      Object.setPrototypeOf(two, three);
      Object.setPrototypeOf(three, one);
      export function use() { one.c(); two.a(); three.nowhere(); }`;
    expect(await callsIn('a.js', text)).toEqual(['use → one.a', 'use → three.c']);
  });

  it('functions whose prototypes are made by each other', async () => {
    const text = `
      function F() {} function G() {}
      F.prototype = new G(); G.prototype = new F();
      G.prototype.k = function () {};
      export function use() { new F().k(); }`;
    expect(await callsIn('a.js', text)).toContain('use → G.k');
  });

  it('classes that are called through instances of themselves', async () => {
    const text = `
class A: pass
class B:
    def __call__(self): return self
A.__call__ = A()
def use():
    A()(1)(2)
    B()()()
`;
    expect(await callsIn('a.py', text)).toEqual([
      '(module) → A',
      'use → A',
      'use → B',
      'use → B.__call__',
    ]);
  });

  it('a partial of itself, and built-in functions that are handed to themselves', async () => {
    const python = `
from functools import partial, reduce
def work(): pass
again = partial(work)
again = partial(again, again)
def use(): again()
reduce(reduce, [reduce, map])
for each in map(map, [map]): each(each)
`;
    expect(certain(await callsIn('a.py', python))).toEqual(['use → work']);
    const javascript = `
      const list = [work];
      list[0] = list.forEach; list.push(list.map);
      export function use() { list.forEach(list.forEach); list.map(list.map); }
      function work() {}
      const bound = work.bind(work.bind, work.bind);
      bound()();`;
    expect(await callsIn('a.js', javascript)).toContain('(module) → work');
  });

  it('texts that name variables with the same text', async () => {
    expect(
      await callsIn('a.php', "<?php $x = 'x'; $x(); function x() { $x = 'x'; $x('x'); }"),
    ).toEqual(['(module) → x', 'x → x']);
    expect(await callsIn('a.sh', 'x=x\n$x\ny() { $y; }\ny=y\n$y\n')).toContain('(module) → y');
  });
});

describe('INDEX-27 chains may be of any length', () => {
  const chain = (length: number, first: string, next: (at: number) => string): string =>
    first + Array.from({ length: length - 1 }, (_, at) => next(at + 1)).join('');

  it('of prototypes, from beginning to end', async () => {
    const text = chain(
      2000,
      'const p0 = { m() {} };',
      (at) => `const p${at} = Object.create(p${at - 1});\n`,
    );
    expect(certain(await callsIn('a.js', `${text}p1999.m();`))).toEqual(['(module) → p0.m']);
  });

  it('of calls within calls, as far as a thousand forms', async () => {
    const text = `int f(int x) { return ${'f('.repeat(5000)}1${')'.repeat(5000)}; }\nint g(void) { return f(1); }`;
    expect(await callsIn('a.c', text)).toEqual(['f → f', 'g → f']);
  });

  it('of classes, as far as 256 of them; the others do not hold it up', async () => {
    const text = chain(
      600,
      'class C0:\n  def m(self): pass\n',
      (at) => `class C${at}(C${at - 1}): pass\n`,
    );
    const use = `def near(): C200().m()\ndef far(): C599().m()\n`;
    expect(await callsIn('a.py', text + use)).toEqual(['far → C599', 'near → C0.m', 'near → C200']);
  });
});

describe('INDEX-27 a file whose values cannot be followed', () => {
  const files = {
    'bad.py': 'from good import help\ndef work(f): f()\ndef run():\n  work(help)\n  help().go()\n',
    'good.py':
      'import bad\nclass K:\n  def go(self): pass\ndef help(): return K()\ndef use():\n  bad.work(help)\n  help().go()\n',
  };

  it('keeps calls of names and says so; the others are solved as ever', async () => {
    const whole = await solveTexts(files);
    expect(whole.gaveUp).toEqual([]);
    // As many variables as only the first file has.
    const given: number[] = [];
    await solveTexts(files, { workBudget: (variables) => (given.push(variables), 1e6) });
    const least = await solveTexts(files, {
      workBudget: (variables) => (variables === given[0] ? 0 : 1e6),
    });
    expect(least.gaveUp).toEqual(['bad.py']);
    expect(whole.calls).toContain('bad.py#run → good.py#K.go');
    expect(least.calls).toEqual(whole.calls.filter((line) => line !== 'bad.py#run → good.py#K.go'));
    expect(least.calls).toContain('bad.py#run → bad.py#work');
    expect(least.sinks).toContain('bad.py:5 help().go (dynamic)');
  });
});

it('INDEX-5 INDEX-27 a guard in an identity decorator does not mix all that is decorated', async () => {
  const python = `
class Shape: pass
def joined(obj):
    if isinstance(obj, Shape):
        obj.tag = 1
    return obj
def early(obj):
    if isinstance(obj, Shape): return obj
    return obj
def other(obj):
    if not callable(obj):
        raise TypeError(obj)
    obj.tag = 2
    return obj
@joined
def one(): pass
@joined
def two(): pass
@early
def three(): pass
@early
def four(): pass
@other
def five(): pass
@other
def six(): pass
def use_one(): one()
def use_two(): two()
def use_three(): three()
def use_four(): four()
def use_five(): five()
def use_six(): six()
`;
  const found = (await callsIn('a.py', python)).filter((line) => line.startsWith('use_'));
  expect(found).toEqual(
    ['five', 'four', 'one', 'six', 'three', 'two'].map((name) => `use_${name} → ${name}`),
  );
  const javascript = `
    class Shape {}
    const checked = (x) => { if (x instanceof Shape) { x.tag = 1; } return x; };
    const either = (x) => x ? x : null;
    const one = checked(() => {}), two = checked(() => {}), three = either(() => {});
    const four = either(() => {});
    function useOne() { one(); } function useTwo() { two(); }
    function useThree() { three(); } function useFour() { four(); }`;
  const own = (await callsIn('a.js', javascript)).filter((line) => line.startsWith('use'));
  expect(own).toHaveLength(4);
  expect(new Set(own.map((line) => line.split(' → ')[1])).size).toBe(4);
});

describe('INDEX-24 more values than are followed leave a sink', () => {
  const names = Array.from({ length: 12 }, (_, at) => `f${at}`);
  const defined = names.map((name) => `def ${name}(): pass\n`).join('');

  it('where one of many functions is called, in the file and in another', async () => {
    const { calls, sinks } = await solveTexts({
      'a.py': `from b import run\n${defined}ALL = [${names.join(', ')}]\ndef go():\n  for f in ALL:\n    f()\n    run(f)\n`,
      'b.py': 'def run(f):\n  f()\ndef few(g):\n  g()\nfew(run)\n',
    });
    expect(calls.filter((line) => line.startsWith('a.py#go → a.py#f'))).toHaveLength(10);
    expect(calls.filter((line) => line.startsWith('b.py#run → a.py#f'))).toHaveLength(10);
    expect(sinks.filter((line) => line.includes('limit'))).toEqual([
      'a.py:17 f (limit)',
      'b.py:2 f (limit)',
    ]);
  });

  it('where the key may be one of many texts', async () => {
    const keys = names.slice(0, 6);
    const { sinks } = await solveTexts({
      'a.py': `${defined}TABLE = {${keys.map((key) => `'${key}': ${key}`).join(', ')}}\ndef go():\n  for key in TABLE:\n    TABLE[key]()\n`,
    });
    expect(sinks.filter((line) => line.includes('limit'))).toEqual(['a.py:16 TABLE[key] (limit)']);
  });

  it('ten of them leave none', async () => {
    const { sinks } = await solveTexts({
      'a.py': `${defined}ALL = [${names.slice(0, 10).join(', ')}]\ndef go():\n  for f in ALL: f()\n`,
    });
    expect(sinks.filter((line) => line.includes('limit'))).toEqual([]);
  });
});
