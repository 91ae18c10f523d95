import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommands } from '../plan/find-commands.ts';
import { classifyCommand } from './classify-command.ts';
import { commandAction } from './command-action.ts';
import { holeFits } from './hole-fits.ts';
import { knownCommands, NO_KNOWN_COMMANDS } from './known-commands.ts';
import { laneHasTool } from './lane-has-tool.ts';
import { TEMPLATES } from './templates.ts';

const FILES: Record<string, string> = {
  'package.json': JSON.stringify({
    scripts: {
      test: 'jest --config jest.config.js',
      lint: 'eslint .',
      typecheck: 'tsc -b',
      '--x': 'id',
    },
  }),
  'package-lock.json': '',
  Makefile: '.PHONY: docs\ndocs site: all\n\techo\n-x:\n\techo\nSHELL := /bin/sh\n',
  'tox.ini': '[tox]\nenvlist = unit\n[testenv:unit]\ncommands = pytest\n',
  'src/a.test.js': '',
  'tests/test_a.py': '',
  '@args': '',
  '-x': '',
  'a:b/c.js': '',
};
const view = {
  files: Object.keys(FILES),
  read: (path: string) => FILES[path] ?? null,
  hasTool: () => true,
};
const known = knownCommands(view, findCommands(view));
const places = { tree: '/home/u/repo', report: '/data/scratch/t_1.1/report' };
const classify = (...argv: string[]) => classifyCommand(argv, known, places);

describe('found', () => {
  it.each([
    [['npm', 'test'], 'package.json scripts.test (jest)'],
    [
      ['jest', '--json', `--outputFile=${places.report}`, '--config', 'jest.config.js'],
      'package.json scripts.test (jest)',
    ],
    [['npm', 'run', 'test'], 'package.json scripts.test'],
    [['npm', 'run', 'lint'], 'package.json scripts.lint'],
    [['npm', 'run', 'typecheck'], 'package.json scripts.typecheck'],
    [['make', 'docs'], 'Makefile target docs'],
    [['make', 'site'], 'Makefile target site'],
    [['tox'], 'tox.ini'],
    [['tox', '-e', 'unit'], 'tox.ini'],
  ])('CMD-1 %j is found', (argv, source) => {
    expect(classify(...argv)).toMatchObject({ origin: 'found', source, argv, fault: null });
  });

  it.each([
    [['npm', 'run', 'typecheck', '--', '--watch']],
    [['npm', 'run', 'absent']],
    [['npm', 'run', '--x']],
    [['pnpm', 'run', 'lint']],
    [['npm', '--prefix', '/', 'test']],
    [['npm', 'test', '--script-shell=/tmp/x']],
    [['make', '.PHONY']],
    [['make', '-x']],
    [['make', 'docs', 'SHELL=/tmp/x']],
    [['make', 'SHELL']],
    [['tox', '-e', 'other']],
    [['jest', '--json', '--outputFile=/elsewhere', '--config', 'jest.config.js']],
    [['./npm', 'test']],
    [['NPM', 'test']],
  ])('CMD-1 CMD-4 %j is not', (argv) => {
    expect(classify(...argv)).toMatchObject({ origin: 'own', source: null });
  });

  it('CMD-1 nothing is found where nothing is known', () => {
    expect(classifyCommand(['npm', 'test'], NO_KNOWN_COMMANDS, places).origin).toBe('own');
  });

  it('CMD-1 a report’s hole stands for nothing where no report is', () => {
    const argv = ['jest', '--json', '--outputFile={report}', '--config', 'jest.config.js'];
    expect(classify(...argv).origin).toBe('own');
    expect(classifyCommand(argv, known, { ...places, report: '{report}' }).origin).toBe('found');
  });
});

describe('templates', () => {
  it.each([
    [['vitest', 'run'], 'vitest run {file}*'],
    [['vitest', 'run', 'src/a.test.js', 'src'], 'vitest run {file}*'],
    [
      ['python3.12', '-m', 'pytest', 'tests/test_a.py::T::test_x[1-a]'],
      '{python} -m pytest {test}*',
    ],
    [['go', 'test', './...'], 'go test {package}*'],
    [['go', 'test', './src/...'], 'go test {package}*'],
    [['cargo', 'test', 'net::retry'], 'cargo test {name}'],
    [['git', 'log', '--oneline', '-n', '20'], 'git log --oneline -n {number}'],
    [
      ['npm', 'test', '--', 'src/a.test.js'],
      'package.json scripts.test (jest), for some of its files',
    ],
    [
      [
        'jest',
        '--json',
        `--outputFile=${places.report}`,
        '--config',
        'jest.config.js',
        'src/a.test.js',
      ],
      'package.json scripts.test (jest), for some of its files',
    ],
  ])('CMD-2 %j is built by one', (argv, source) => {
    expect(classify(...argv)).toMatchObject({ origin: 'template', source });
  });

  it.each([
    [['vitest', 'run', '--config=data:text/javascript,1']],
    [['vitest', 'run', 'src/absent.test.js']],
    [['vitest', 'run', 'src/a.test.js', '-x']],
    [['vitest', 'run', '@args']],
    [['vitest', 'run', './@args']],
    [['vitest', 'run', './-x']],
    [['eslint']],
    [['git', 'log', '--oneline', '-n', '20', '--output=x']],
    [['go', 'test', './...', '-exec=id']],
    [['go', 'test', 'example.org/x@latest']],
    [['cargo', 'test', '--config']],
    [['npm', 'test', 'src/a.test.js']],
    [['npm', 'test', '--', '--reporter=./x.js']],
    [['npm', 'run', 'lint', '--', 'src/a.test.js']],
    [['/usr/bin/python3', '-m', 'pytest']],
  ])('CMD-2 CMD-4 %j by none', (argv) => {
    expect(classify(...argv).origin).toBe('own');
  });

  it('CMD-2 every template is matched by itself, its holes filled', () => {
    const filling: Record<string, string> = {
      file: 'src/a.test.js',
      test: 'tests/test_a.py::test_x',
      package: './src/...',
      python: '.venv/bin/python',
      name: 'retry',
      number: '7',
      report: places.report,
    };
    for (const template of TEMPLATES) {
      const text = template
        .replace(/[*+]$/, '')
        .replaceAll(/\{(\w+)\}/g, (_, hole) => filling[hole] ?? '');
      expect(text).not.toContain('{');
      expect(classify(...text.split(' ')).origin, template).not.toBe('own');
      // One word more or less makes it another command.
      expect(classify(...text.split(' '), '--more').origin, template).toBe('own');
    }
  });

  it.each([
    '-x',
    '--config=x',
    '@args',
    './@args',
    './-x',
    '~/.ssh/id',
    '/etc/passwd',
    '../repo/src/a.test.js',
    'src/../src/a.test.js',
    'src//a.test.js',
    'a:b/c.js',
    'data:text/javascript,1',
    'https://example.org/x.js',
    String.raw`src\a.test.js`,
    'src/a.test.js\n',
    '',
    '.',
    '..',
    'absent.js',
  ])('CMD-3 no hole for a file takes %j', (word) => {
    for (const hole of ['file', 'test'] as const)
      expect(holeFits(hole, word, known.files)).toBe(false);
  });

  it('CMD-3 no hole takes an option, an address or a way out, whatever the files are called', () => {
    const bad = fc.oneof(
      fc.string().map((text) => `-${text}`),
      fc.string().map((text) => `@${text}`),
      fc.string().map((text) => `/${text}`),
      fc.string().map((text) => `../${text}`),
      // `data::a` is a test's name in Rust, and no address: those have no second colon.
      fc
        .string()
        .filter((text) => !text.startsWith(':'))
        .map((text) => `data:${text}`),
    );
    fc.assert(
      fc.property(bad, (word) => {
        for (const hole of ['file', 'test', 'package', 'name', 'number', 'python'] as const)
          expect(holeFits(hole, word, new Set([word]))).toBe(false);
      }),
    );
  });
});

const word = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'a',
    '',
    '"',
    '","',
    '[',
    ']',
    '{report}',
    '{"at":"report"}',
    '\\',
    '\n',
    '=',
    ':',
  ),
  fc.constantFrom(
    places.tree,
    places.report,
    `${places.tree}/a`,
    `--x=${places.report}`,
    `a:${places.tree}`,
  ),
);
const argvs = fc.array(word, { maxLength: 4 });

describe('action', () => {
  it('CMD-5 two commands never share one', () => {
    // The program's own words for one file, `./a` and `a/../a` among them, are tested below.
    const command = argvs.map((rest) => ['run', ...rest]);
    fc.assert(
      fc.property(command, command, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(commandAction(one, places) === commandAction(other, places)).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
  });

  it('CMD-5 a command has the same one in every run', () => {
    const elsewhere = { tree: '/other/tree', report: '/data/scratch/t_2.7/report' };
    const move = (each: string): string =>
      each.replaceAll(places.report, elsewhere.report).replaceAll(places.tree, elsewhere.tree);
    const program = fc.constantFrom('run', './run', `${places.tree}/run`, places.tree);
    fc.assert(
      fc.property(program, argvs, (first, rest) => {
        const argv = [first, ...rest];
        fc.pre(!/\/other|t_2/.test(argv.join('\0')));
        expect(commandAction(argv.map(move), elsewhere)).toBe(commandAction(argv, places));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['./gradlew', 'gradlew', false],
    ['./gradlew', './/./gradlew', true],
    ['./gradlew', '/home/u/repo/gradlew', true],
    ['./gradlew', 'sub/../gradlew', false],
    ['sub/tool', './sub/tool', true],
    ['make', '/usr/bin/make', false],
    ['make', './make', false],
    ['make', 'MAKE', false],
    ['python3.12', 'python3.11', false],
    ['/usr/bin//make', '/usr/bin/make', true],
    ['../make', './make', false],
  ])('CMD-5 whether %j and %j start the same program: %s', (one, other, isSame) => {
    const [a, b] = [one, other].map((program) => commandAction([program, 'test'], places));
    expect(a === b).toBe(isSame);
  });

  it('CMD-5 it is readable, and says where a run’s own paths stand', () => {
    expect(commandAction(['make', 'a b'], places)).toBe('command:["make","a b"]');
    expect(commandAction(['jest', `--outputFile=${places.report}`], places)).toBe(
      'command:["jest",["--outputFile=",{"at":"report"}]]',
    );
    expect(commandAction(['cat', `${places.tree}/a`, `${places.tree}2`], places)).toBe(
      'command:["cat",[{"at":"tree"},"/a"],"/home/u/repo2"]',
    );
  });
});

it.each([
  ['python3.12', true],
  ['python3', true],
  ['.venv/bin/python', true],
  ['pytest-3', true],
  ['node24', true],
  ['sh', false],
  ['nodejs', false],
  ['Node', false],
  ['./gradlew', false],
])('CMD-8 whether a lane lists %s: %s', (program, isListed) => {
  expect(laneHasTool(program, ['python', 'pytest', 'node'])).toBe(isListed);
});

it.each([[[]], [['']], [['--version']], [['node', 'a\0b']]])('CMD-9 %j starts nothing', (argv) => {
  expect(classifyCommand(argv, known, places).fault).toMatch(/\S.*\.$/);
});
