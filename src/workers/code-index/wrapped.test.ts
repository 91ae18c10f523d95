import { describe, expect, it } from 'vitest';
import { solveTexts } from './testing/solve-texts.ts';

const short = (line: string): string => line.replaceAll(/[\w/.]+#/g, '');

async function callsFrom(caller: string, texts: Record<string, string>): Promise<string[]> {
  const { calls } = await solveTexts(texts);
  return calls
    .map(short)
    .filter((line) => line.replace('? ', '').startsWith(`${caller} →`))
    .map((line) => line.replace(`${caller} → `, ''));
}

const HOC = `import React, { memo, forwardRef, lazy, type FC } from 'react';
import * as R from 'react';
import { observer } from 'mobx-react';
import { connect } from 'react-redux';
export const withLog = (Inner) => (props) => <Inner {...props} />;
function A() {} function B() {} class C {} function D() {} function E() {} function F() {}
export const MA = React.memo(A);
export const MB = memo(forwardRef(B));
export const MC = connect((s) => s)(C);
export const MD = withLog(D);
export const ME = withLog(E);
export const MF = observer(F);
export const Inp = forwardRef((p, ref) => <input ref={ref} />);
export const Lazy = lazy(() => import('./page'));
export const Later = R.lazy(() => import('./page').then((m) => ({ default: m.Named })));
export default memo(function Inline() { return null; });
`;
const PAGE = 'export default function Page() {}\nexport function Named() {}\n';

describe('INDEX-15 a component in a wrapper is used by whoever uses the wrapper', () => {
  it.each([
    ['React.memo', 'MA', ['? MA', '? A']],
    ['memo(forwardRef())', 'MB', ['? MB', '? B']],
    ['a wrapper that is given back', 'MC', ['? MC', '? C']],
    ['a wrapper of this repository', 'MD', ['? MD', 'withLog.<anonymous>']],
    ['a library nobody knows', 'MF', ['? MF', '? F']],
    ['forwardRef of an arrow', 'Inp', ['? Inp', '? <anonymous>']],
    ['lazy', 'Lazy', ['? Lazy', '? Page']],
    ['lazy of a named export', 'Later', ['? Later', '? Named']],
  ])('%s', async (_, name, expected) => {
    const use = `import { ${name} } from './hoc';\nexport function Table() { return <${name} />; }`;
    const found = await callsFrom('Table', {
      'hoc.jsx': HOC.replace(', type FC', ''),
      'page.jsx': PAGE,
      'use.jsx': use,
    });
    for (const callee of expected)
      expect(found.map((one) => one.replace(/~\d+$/, ''))).toContain(callee);
    expect(found.filter((one) => /(^|\? )[A-F]$/.test(one))).toEqual(
      expected.filter((one) => /^\? [A-F]$/.test(one)),
    );
  });

  it('by a namespace, as a default export, under another name, with a type, in TypeScript', async () => {
    const texts = {
      'hoc.tsx': `${HOC}export const Typed: FC<{ a: number }> = memo(A);\nexport const Cast = memo<{ a: number }>(A) as FC;\n`,
      'page.tsx': PAGE,
      'use.tsx': `import Inline, { MA, Typed, Cast } from './hoc';
import * as UI from './hoc';
const Alias = MA;
export function One() { return <UI.ME />; }
export function Two() { return <Inline />; }
export function Three() { return <Alias />; }
export function Four() { return <Typed a={1} />; }
export function Five() { return <Cast a={1} />; }`,
    };
    const { calls } = await solveTexts(texts);
    const lines = calls.map(short);
    for (const line of [
      '? One → ME',
      '? Two → Inline',
      '? Three → MA',
      '? Three → A',
      '? Four → Typed',
      '? Five → Cast',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => /^\? (MA|MB|ME|Typed|Cast) → [A-F]$/.test(line))).toEqual([
      '? Cast → A',
      '? MA → A',
      '? MB → B',
      '? ME → E',
      '? Typed → A',
    ]);
  });
});

describe('INDEX-15 a decorated function is called by whoever calls its name', () => {
  const texts = {
    'lib.py': `import functools
def timed(f):
    @functools.wraps(f)
    def wrapper(*a): log(); return f(*a)
    return wrapper
def retry(n):
    def deco(f):
        def inner(*a): return f(*a)
        return inner
    return deco
def plain(f): return f
def log(): pass
`,
    'a.py': `from functools import lru_cache
from lib import timed, retry, plain
@timed
def work(x): return x
@timed
@retry(2)
def both(): pass
class Svc:
    @timed
    def run(self): pass
    def use(self): self.run()
@plain
def same(): pass
@lru_cache
def cached(): pass
def impl(): pass
made = timed(impl)
TABLE = {'a': work}
def main(): work(1)
def two(): both()
def three(s: Svc): s.run()
def four(): same()
def five(): cached()
def six(): made()
def seven(): TABLE['a'](1)
`,
    'b.py': 'import a\nfrom a import work\ndef far(): work(1); a.both()\n',
  };

  it.each([
    ['main', ['? work', 'timed.wrapper']],
    ['two', ['? both', 'timed.wrapper']],
    ['three', ['? Svc.run', 'timed.wrapper']],
    ['Svc.use', ['? Svc.run', 'timed.wrapper']],
    ['four', ['same']],
    ['five', ['cached']],
    ['six', ['? made', 'timed.wrapper']],
    ['seven', ['? work', 'timed.wrapper']],
    ['far', ['? both', '? work', 'timed.wrapper']],
  ])('%s', async (caller, expected) => {
    const { calls } = await solveTexts(texts);
    const found = calls
      .map(short)
      .filter((line) => line.replace('? ', '').startsWith(`${caller} → `))
      .map((line) => line.replace(`${caller} → `, ''));
    expect(found).toEqual(expected);
  });

  it('nobody else calls it, and a variable stands for what was wrapped', async () => {
    const calls = (await solveTexts(texts)).calls.map(short);
    expect(calls.filter((line) => / → (work|impl)$/.test(line)).toSorted()).toEqual([
      '? far → work',
      '? made → impl',
      '? main → work',
      '? seven → work',
      'timed.wrapper → impl',
      'timed.wrapper → work',
    ]);
  });
});
