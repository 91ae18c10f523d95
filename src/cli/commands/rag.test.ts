import { describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import type { IndexResult } from '#shared/contract/code-index.ts';
import type { Answers } from '../testing/peer.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const result = (more: Partial<IndexResult> = {}): IndexResult => ({
  file: 'src/cart.py',
  line: 12,
  end_line: 14,
  symbol: 'src.cart.Cart.total',
  kind: 'method',
  snippet: '    def total(self):\n        return sum(self.prices)\n',
  confidence: 1,
  ...more,
});
type Answered = Awaited<ReturnType<NonNullable<Answers['queryIndex']>>>;
const answered = (more: Partial<Answered> = {}): Answers => ({
  queryIndex: async () => ({
    results: [result()],
    total: 1,
    suggestions: [],
    took_ms: 1,
    git_sha: null,
    fresh: true,
    ...more,
  }),
});
const asked = () => vp.received().map(({ name, input }) => ({ name, ...input }));

describe('vp rag', () => {
  it('where-defined shows place, symbol and the first lines, without their indentation', async () => {
    const { exitCode, stdout } = await vp.run(answered(), [
      'rag',
      'where-defined',
      'total',
      '-k',
      '3',
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'src/cart.py:12  src.cart.Cart.total  method\n    def total(self):\n        return sum(self.prices)\n',
    );
    expect(asked()).toEqual([
      { name: 'queryIndex', kind: 'where_defined', symbol: 'total', k: 3, repo: vp.repo() },
    ]);
  });

  it('an unknown name has suggestions and exit code 1', async () => {
    const none = answered({ results: [], total: 0, suggestions: ['total', 'totals'] });
    const { exitCode, stdout } = await vp.run(none, ['rag', 'who-calls', 'totel']);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: 'Nothing is called totel. Did you mean: total, totals?\n',
    });
  });

  it('no call of a known name is an answer, exit code 0', async () => {
    const { exitCode, stdout } = await vp.run(answered({ results: [], total: 0 }), [
      'rag',
      'who-calls',
      'total',
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/No certain call of total was found.*--tier all/);
  });

  it('who-calls marks guesses, and says when there is more and when changes are being read', async () => {
    const guess = result({ tier: 'possible', via: 'name', snippet: 'cart.total()' });
    const answers = answered({ results: [guess], total: 9, fresh: false });
    const { stdout } = await vp.run(answers, ['rag', 'who-calls', 'total', '--tier', 'all']);
    expect(stdout).toMatch(/possible \(name\)\n {4}cart\.total\(\)\n\n1 of 9.*still being read/);
  });

  it('who-calls says what the answer may lack', async () => {
    const answers = answered({ results: [result({})], notes: ['Calls in 1 file (a.js) lack.'] });
    const { stdout } = await vp.run(answers, ['rag', 'who-calls', 'total']);
    expect(stdout).toContain('\n\n! Calls in 1 file (a.js) lack.');
  });

  it('impact-set takes a file as seen from here, and lists steps and tests', async () => {
    const results = [result({ distance: 2, path: ['a.f', 'b.g', 'src.cart.Cart.total'] })];
    const answers = answered({ results, tests: ['tests/test_cart.py'] });
    const { stdout } = await vp.run(answers, ['rag', 'impact-set', '--file', 'src/../src/a.py']);
    expect(asked()[0]).toMatchObject({ kind: 'impact_set', file: 'src/a.py' });
    expect(stdout).toMatch(/2 {2}src\/cart\.py:12 {2}src\.cart\.Cart\.total {2}b\.g/);
    expect(stdout).toMatch(/1 test file to run:\n {2}tests\/test_cart\.py/);
  });

  it('impact-set needs a file or a symbol, not both', async () => {
    const none = await vp.run({}, ['rag', 'impact-set']);
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
    expect(none.stderr).toMatch(/--file PATH or --symbol NAME/);
    expect((await vp.run({}, ['rag', 'impact-set', '--file', 'a', '--symbol', 'b'])).exitCode).toBe(
      2,
    );
  });

  it('nearest takes the words as they are typed and says what ranked them', async () => {
    const { stdout } = await vp.run(answered({ rankers: ['lexical', 'graph'] }), [
      'rag',
      'nearest',
      'sum',
      'of prices',
      '--lang',
      'python',
    ]);
    expect(asked()[0]).toMatchObject({ snippet: 'sum of prices', lang: 'python' });
    expect(stdout).toContain('ranked by lexical and graph');
  });

  it('indexes a repository that is not open yet, then asks again', async () => {
    let isOpen = false;
    const queryIndex = must(answered().queryIndex, 'it was just given');
    const answers: Answers = {
      queryIndex: async (...args) => {
        if (!isOpen) throw new AppError('unknown_index', 'not open');
        return queryIndex(...args);
      },
      refreshIndex: async () => {
        isOpen = true;
        return refreshed();
      },
    };
    const { exitCode, stderr } = await vp.run(answers, ['rag', 'where-defined', 'total']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/indexing/),
    });
  });

  it('--json prints the answer as the API gives it', async () => {
    const { stdout } = await vp.run(answered(), ['--json', 'rag', 'where-defined', 'total']);
    expect(JSON.parse(stdout)).toMatchObject({ results: [{ confidence: 1 }], fresh: true });
  });
});

const refreshed = () => ({
  status: 'refreshed' as const,
  repo: vp.repo(),
  files_indexed: 3,
  files_changed: 1,
  files_removed: 0,
  symbols: 7,
  edges: 2,
  duration_ms: 12,
  coverage: 1,
  git_sha: null,
  joined: false,
});

describe('vp rag refresh', () => {
  it('says what was read', async () => {
    const { stdout } = await vp.run({ refreshIndex: async () => refreshed() }, ['rag', 'refresh']);
    expect(stdout).toBe('✓ 1 file read in 12 ms: 3 files, 7 symbols, 2 edges, 100 % covered\n');
  });

  it('for a hook refreshes only what is open, and prints nothing', async () => {
    const open = { state: 'ready' as const, files: 1, symbols: 1, edges: 1, watched: true };
    const quiet = ['rag', 'refresh', '--quiet', '--if-running'];
    const answers = (repo: string): Answers => ({
      listIndexes: async () => ({ indexes: [{ repo, ...open }] }),
      refreshIndex: async () => refreshed(),
    });
    expect(await vp.run(answers('/other'), quiet)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(asked().map(({ name }) => name)).toEqual(['listIndexes']);
    expect(await vp.run(answers(vp.repo()), quiet)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    expect(asked().map(({ name }) => name)).toEqual(['listIndexes', 'refreshIndex']);
  });
});
