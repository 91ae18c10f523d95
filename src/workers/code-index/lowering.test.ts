import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCall } from '#core/code-index/testing/read-call.ts';
import type { FileFacts } from '#core/code-index/facts.ts';
import { lowerFile } from '#core/code-index/lower/lower-file.ts';
import { createProgram } from '#core/code-index/solve/create-program.ts';
import { must } from '#shared/assert.ts';
import { loadLanguage } from './load-language.ts';
import { readForms } from './read-forms.ts';
import { nameEdges, productLanguages } from './testing/solve-project.ts';
import { readCases } from './testing/suite-cases.ts';

const languages = productLanguages();
const python = must(languages.folders.get('python'), 'Python is a language of the product');
const loaded = await loadLanguage(python);

function lower(text: string): FileFacts {
  const root = must(readForms(loaded, text), 'the parser reads any text');
  const language = python.conventions;
  return lowerFile({ path: 'm.py', language, text, root, moduleName: 'm', packageName: '' });
}

/** Calls of a file on its own, as `caller → callee`; the module is empty. */
function callsOf(text: string): string[] {
  const facts = lower(text);
  const program = createProgram({ languages: new Map([['python', python.conventions]]) });
  const edges = program.update({ put: [facts], removed: [] });
  return nameEdges([facts], edges)
    .filter(({ kind }) => kind === 'calls')
    .map(({ from, to }) => `${from} → ${to}`.replaceAll(/m\.py#?/g, ''))
    .toSorted();
}

const TARGETS = 'def f(): pass\ndef g(): pass\ndef h(): pass\n';

describe('symbols', () => {
  it('LOWER-2 are definitions of modules and classes, and functions anywhere, with unique paths', () => {
    const facts = lower(
      'X = 1\na, (b, *c) = y = z\nclass K:\n  n: int = 0\n  def m(self, p):\n    q = lambda: 0\n    def inner(): pass\n' +
        'def f(): pass\ndef f(): local = 1\n',
    );
    expect(facts.symbols.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'module ',
      'constant X',
      'variable y',
      'variable a',
      'variable b',
      'variable c',
      'class K',
      'variable K.n',
      'method K.m',
      'function K.m.<anonymous>',
      'function K.m.inner',
      'function f',
      'function f~2',
    ]);
  });

  it('LOWER-2 point at the name and span decorators and body', () => {
    const [, decorated] = lower('@wrap\n@other\ndef f(a,\n  b): # c\n  pass\n').symbols;
    expect(decorated).toMatchObject({ line: 3, column: 4, startLine: 1, endLine: 5 });
    expect(decorated?.signature).toBe('def f(a,');
  });
});

describe('names', () => {
  it('LOWER-3 of a class body are hidden from its methods', () => {
    expect(callsOf(`${TARGETS}class K:\n  f = g\n  def m(self): f()\n`)).toEqual(['K.m → f']);
  });

  it('LOWER-3 of a comprehension stay inside', () => {
    expect(callsOf(`${TARGETS}x = f\n[x for x in [g]]\nx()\n`)).toEqual([' → f']);
  });

  it('LOWER-3 are those outside after global and nonlocal', () => {
    const text = `${TARGETS}x = f\ndef set():\n  global x\n  x = g\ndef use(): x()\n`;
    expect(callsOf(text)).toEqual(['use → f', 'use → g']);
  });
});

describe('versions', () => {
  it.each([
    ['the last assignment', 'x = f\nx()\nx = g\nx()\n', [' → f', ' → g']],
    ['not an earlier one', 'x = f\nx = g\nx()\n', [' → g']],
    ['both arms', 'if c: x = f\nelse: x = g\nx()\n', [' → f', ' → g']],
    ['what was before an arm', 'x = f\nif c: x = g\nx()\n', [' → f', ' → g']],
    ['a later round of a loop', 'x = f\nfor i in r:\n  x()\n  x = g\n', [' → f', ' → g']],
    ['a failed try', 'x = f\ntry: x = g\nexcept E: pass\nx()\n', [' → f', ' → g']],
    ['swapped values', 'x, y = f, g\nx, y = y, x\nx()\n', [' → g']],
  ])('LOWER-4 show %s', (_, code, calls) => {
    expect(callsOf(TARGETS + code)).toEqual(calls);
  });

  it('LOWER-4 leave out an arm that returns', () => {
    const code = 'def run(c):\n  x = f\n  if c:\n    x = g\n    return\n  x()\n';
    expect(callsOf(TARGETS + code)).toEqual(['run → f']);
  });

  it('LOWER-4 have no order for inner functions', () => {
    const code = 'def run():\n  x = f\n  def inner(): x()\n  x = g\n  inner()\n';
    expect(callsOf(TARGETS + code)).toEqual(['run → run.inner', 'run.inner → f', 'run.inner → g']);
  });

  it('LOWER-7 at the end of a class are its members', () => {
    const code = 'class K:\n  m = f\n  m = g\nK.m()\n';
    expect(callsOf(TARGETS + code)).toEqual([' → g']);
  });
});

describe('calls', () => {
  it('LOWER-5 belong to the function around them, or to the module', () => {
    const code = 'class K:\n  f()\n  def m(self, a=g()):\n    return [h() for _ in a]\n';
    expect(callsOf(TARGETS + code)).toEqual([' → f', ' → g', 'K.m → h']);
  });

  it('LOWER-6 are made by decorators, whose result the name is bound to', () => {
    const code = 'def swap(x): return g\n@swap\ndef k(): pass\nk()\n';
    // Who calls the name also uses the function that was wrapped.
    expect(callsOf(TARGETS + code)).toEqual([' → g', ' → k', ' → swap']);
  });

  it('LOWER-6 are not made by decorators that mark', () => {
    const code =
      'class K:\n  @staticmethod\n  def s(): f()\n  @property\n  def p(self): return g\nK.s()\nx = K().p\nx()\n';
    expect(callsOf(TARGETS + code)).toEqual(expect.arrayContaining([' → K.s', ' → g', 'K.s → f']));
    expect(callsOf(TARGETS + code).join()).not.toMatch(/staticmethod|property/);
  });

  it('LOWER-8 that are not written are marked implied', () => {
    const facts = lower(
      '@d\ndef f(): pass\nfor x in y: pass\nwith a as b: pass\nc + e\nraise Z\nw()\n',
    );
    const calls: string[] = [];
    for (let at = 0; at < facts.code.length; at += 4) {
      if (facts.code[at] !== 5) continue;
      const site = readCall(facts.calls, facts.code[at + 2] ?? -1);
      calls.push(`${site.isImplied ? 'implied' : 'written'} ${facts.strings[site.property] ?? ''}`);
    }
    expect(calls).toEqual([
      'implied ',
      'implied __iter__',
      'implied __next__',
      'implied __enter__',
      'implied __exit__',
      'implied __add__',
      'implied __radd__',
      'written ',
    ]);
  });
});

describe('any text', () => {
  it.each([
    ['calls', `x = a${'.b()'.repeat(20_000)}`],
    ['operators', `x = ${Array.from({ length: 20_000 }, (_, n) => `a${n}`).join(' + ')}`],
    ['lists', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('LOWER-9 is lowered with a chain of 20,000 %s', (_, text) => {
    expect(lower(text).symbols.map(({ path }) => path)).toEqual(['', 'x']);
  });

  const sources = readCases('python').flatMap(({ folder, files }) =>
    files.map((file) => readFileSync(join(folder, file), 'utf8')),
  );

  it('LOWER-9 is lowered, cut and joined anywhere, and always to the same facts', () => {
    const source = fc.constantFrom(...sources);
    fc.assert(
      fc.property(source, source, fc.nat(), fc.nat(), (one, two, from, to) => {
        const text = one.slice(0, from % (one.length + 1)) + two.slice(to % (two.length + 1));
        const facts = lower(text);
        expect(lower(text)).toEqual(facts);
        expect(new Set(facts.symbols.map(({ path }) => path)).size).toBe(facts.symbols.length);
        expect(facts.origins.length).toBe(facts.variableCount);
      }),
      { numRuns: 200 },
    );
  });
});
