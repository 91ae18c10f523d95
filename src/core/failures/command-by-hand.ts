import type { Evidence } from '#shared/evidence.ts';
import { wholeByHand } from '#shared/present/whole-by-hand.ts';

interface Failed {
  id: string;
  /** Relative to the worktree; null where it is not known. */
  file: string | null;
}

/**
 * The command by which a person runs one test (FAIL-4). `id` is the test's name as its runner
 * prints it, often with its file or suite in front.
 */
export function commandByHand(
  { id, file }: Failed,
  { report_format: format, command }: Pick<Evidence, 'report_format' | 'command'>,
): string[] {
  const name = id.split(/::| > /).at(-1) ?? id;
  const inFile = file === null ? [] : [file];
  switch (format) {
    case 'node_test':
      return ['node', '--test', `--test-name-pattern=${exactly(name)}`, ...inFile];
    case 'vitest':
      return ['npx', 'vitest', 'run', ...inFile, '-t', name];
    case 'jest':
      return ['npx', 'jest', ...inFile, '-t', name];
    case 'go_test':
      return ['go', 'test', './...', '-run', goPattern(id)];
    case 'cargo':
      return ['cargo', 'test', id];
    case 'pytest':
    case 'junit':
      return pytestByHand(command, pytestId(id, file)) ?? wholeByHand(command);
    case 'tap':
    case 'summary_line':
    case 'exit_code':
    case null:
    default:
      return wholeByHand(command);
  }
}

/** One test, by the words that start pytest in a command; null where it does not. */
function pytestByHand(command: readonly string[], test: string): string[] | null {
  const at = command.slice(0, 4).findIndex((word) => /(?:^|\/)pytest$/.test(word));
  return at === -1 ? null : [...command.slice(0, at + 1), test];
}

/**
 * `tests/test_a.py::Case::test_x`, also from `tests.test_a.Case.test_x` of a report, whose name may
 * end with values in brackets; the file alone where it could not be loaded.
 */
function pytestId(id: string, file: string | null): string {
  if (file === null) return id;
  const own = id.startsWith(`${file}::`) ? id.slice(file.length + 2) : id;
  const module = file.replace(/\.py$/, '').replaceAll('/', '.');
  if (own === module) return file;
  if (/\.py::/.test(own)) return own;
  if (!own.startsWith(`${module}.`)) return `${file}::${own}`;
  const [, names = '', values = ''] = /^([^[]*)([^]*)$/.exec(own.slice(module.length + 1)) ?? [];
  return `${[file, ...names.split(/::|\./)].join('::')}${values}`;
}

/** A pattern of node's runner that means just this name. */
function exactly(name: string): string {
  return `^${name.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`)}$`;
}

/** `pkg.TestA/case` → `^TestA$/^case$`. */
function goPattern(id: string): string {
  const name = id.split(/::|\s/).at(-1) ?? id;
  const test = name.slice(name.lastIndexOf('.') + 1);
  return test
    .split('/')
    .map((part) => `^${part}$`)
    .join('/');
}
