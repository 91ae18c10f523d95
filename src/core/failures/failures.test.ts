import { describe, expect, it } from 'vitest';
import { wholeByHand } from '#shared/present/whole-by-hand.ts';
import { commandByHand } from './command-by-hand.ts';
import { placeOfFailure } from './place-of-failure.ts';
import { readFindings } from './read-findings.ts';
import { relativePath, withRelativePaths } from './seen-paths.ts';

const roots = {
  folders: ['/home/a/repo', '/data/worktrees/r-1'],
  scratch: '/data/scratch',
};

describe('paths that a command saw', () => {
  it.each([
    ['/home/a/repo/src/a.js', 'src/a.js'],
    ['/data/worktrees/r-1/src/a.js', 'src/a.js'],
    ['/data/scratch/t1.1/tree/src/a.js', 'src/a.js'],
    ['file:///home/a/repo/src/a.js', 'src/a.js'],
    ['./src/../a.js', 'a.js'],
  ])('FAIL-2 %s is %s in the worktree', (path, relative) => {
    expect(relativePath(path, roots)).toBe(relative);
  });
  it.each([
    '/usr/lib/x.py',
    '/home/a/repository/x.js',
    '../x.js',
    'a/../../x',
    'node:test',
    '/home/a/repo',
  ])('FAIL-2 %s is no place', (path) => expect(relativePath(path, roots)).toBeNull());
  it('FAIL-3 a trace names files relative to the worktree', () => {
    const trace = 'at f (file:///home/a/repo/src/a.js:1:2)\nat /data/scratch/x.2/tree/b.js:3';
    expect(withRelativePaths(trace, roots)).toBe('at f (src/a.js:1:2)\nat b.js:3');
  });
});

describe('the place of a failure', () => {
  it('FAIL-1 is what the report says', () => {
    const failure = { message: '', file: '/home/a/repo/t.py', line: 4 };
    expect(placeOfFailure(failure, roots)).toEqual({ file: 't.py', line: 4 });
  });
  it('FAIL-1 is else the first frame in the repository, none of an installed package', () => {
    const trace = `AssertionError
    at equal (node:assert:1:2)
    at x (/home/a/repo/node_modules/chai/a.js:9:1)
    at TestContext.<anonymous> (file:///home/a/repo/test/a.test.js:12:3)
    at other (/home/a/repo/src/b.js:1:1)`;
    expect(placeOfFailure({ message: '', trace }, roots)).toEqual({
      file: 'test/a.test.js',
      line: 12,
    });
    const python = 'File "/usr/lib/x.py", line 3, in f\n  File "/home/a/repo/m.py", line 7, in g';
    expect(placeOfFailure({ message: '', trace: python }, roots)).toEqual({
      file: 'm.py',
      line: 7,
    });
  });
  it('FAIL-1 is a line of the file that the report names, where it names no line', () => {
    const trace = 'src/b.js:1:1\ntest/a.js:5:1';
    const failure = { message: '', file: 'test/a.js', trace };
    expect(placeOfFailure(failure, roots)).toEqual({ file: 'test/a.js', line: 5 });
    expect(placeOfFailure({ message: 'no frame' }, roots)).toBeNull();
  });
});

describe('FAIL-4 the command for one test', () => {
  const whole = ['npm', 'test'];
  it.each([
    [
      'node_test',
      'test/a.js::adds (2+3)',
      ['node', '--test', String.raw`--test-name-pattern=^adds \(2\+3\)$`, 'test/a.js'],
    ],
    ['vitest', 'test/a.js > suite > adds', ['npx', 'vitest', 'run', 'test/a.js', '-t', 'adds']],
    ['go_test', 'pkg.TestA/case', ['go', 'test', './...', '-run', '^TestA$/^case$']],
    ['cargo', 'tests::adds', ['cargo', 'test', 'tests::adds']],
    ['summary_line', 'adds', whole],
  ] as const)('of %s', (format, id, argv) => {
    const evidence = { report_format: format, command: whole };
    expect(commandByHand({ id, file: 'test/a.js' }, evidence)).toEqual(argv);
  });
  it('of pytest by its JUnit report', () => {
    const evidence = {
      report_format: 'junit' as const,
      command: ['python3', '-m', 'pytest', '-q'],
    };
    const file = 'tests/test_a.py';
    const byHand = (id: string) => commandByHand({ id, file }, evidence).at(-1);
    expect(commandByHand({ id: 'tests.test_a.test_x', file }, evidence)).toEqual([
      'python3',
      '-m',
      'pytest',
      'tests/test_a.py::test_x',
    ]);
    expect(byHand('tests.test_a.Case.test_x')).toBe('tests/test_a.py::Case::test_x');
    expect(byHand('tests.test_a.Case::test_x')).toBe('tests/test_a.py::Case::test_x');
    expect(byHand('tests.test_a.test_x[a.b-1::2]')).toBe('tests/test_a.py::test_x[a.b-1::2]');
    expect(byHand('tests/test_a.py::tests.test_a')).toBe(file);
    const own = { ...evidence, command: ['.venv/bin/python', '-m', 'pytest', '-q'] };
    expect(commandByHand({ id: 'tests.test_a.test_x', file }, own)[0]).toBe('.venv/bin/python');
  });
  it('the whole of it goes without a report, whose folder is gone', () => {
    const measured =
      'python3 -m pytest -q --junitxml=/gone/report -o junit_family=xunit1 -o addopts=-x'.split(
        ' ',
      );
    expect(wholeByHand(measured)).toEqual('python3 -m pytest -q -o addopts=-x'.split(' '));
    const node = ['node', '--test', '--test-reporter=junit', '--test-reporter-destination=/gone/r'];
    expect(wholeByHand(node)).toEqual(['node', '--test']);
  });
});

describe('findings of linters and compilers', () => {
  it.each([
    ['tsc', 'src/a.ts(12,5): error TS2322: Type', ['src/a.ts', 12, 5, 'error TS2322: Type']],
    ['gcc', '/home/a/repo/src/a.c:3:1: error: x', ['src/a.c', 3, 1, 'error: x']],
    ['mypy', 'a/b.py:3: error: Name  [name]', ['a/b.py', 3, null, 'error: Name  [name]']],
    ['javac', 'src/A.java:9: error: ; expected', ['src/A.java', 9, null, 'error: ; expected']],
    ['Maven', '[ERROR] /home/a/repo/src/A.java:[9,4] no', ['src/A.java', 9, 4, 'no']],
    ['kotlinc', 'e: file:///home/a/repo/a.kt:2:7 bad', ['a.kt', 2, 7, 'bad']],
    ['rustc', 'error[E1]: wrong\n  --> src/a.rs:2:5\n   |', ['src/a.rs', 2, 5, 'error[E1]: wrong']],
    [
      'eslint',
      '\n/home/a/repo/a.js\n  1:7  error  x is  no-unused\n',
      ['a.js', 1, 7, 'error  x is  no-unused'],
    ],
  ] as const)('FAIL-5 of %s', (_, output, [file, line, column, message]) => {
    expect(readFindings(output, roots)).toEqual([{ file, line, column, message }]);
  });
  it('FAIL-5 each once, in order', () => {
    const output = 'b.py:2:1: E1 x\na.py:1:1: E1 x\nb.py:2:1: E1 x';
    expect(readFindings(output, roots).map(({ file }) => file)).toEqual(['b.py', 'a.py']);
  });
  it('FAIL-6 no frame, time, address or path outside is a finding', () => {
    const output = `    at f (/home/a/repo/a.js:1:2)
12:30:45 started
http://localhost:8080/x.js listens
main.go:12 +0x1d
/usr/include/stdio.h:3:1: note: x`;
    expect(readFindings(output, roots)).toEqual([]);
  });
});
