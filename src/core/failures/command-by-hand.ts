import type { Evidence } from '#shared/evidence.ts';

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
    case 'pytest':
      return ['python3', '-m', 'pytest', pytestId(id, file)];
    case 'go_test':
      return ['go', 'test', './...', '-run', goPattern(id)];
    case 'cargo':
      return ['cargo', 'test', id];
    case 'junit':
      if (isPytest(command)) return ['python3', '-m', 'pytest', pytestId(id, file)];
      return [...command];
    case 'tap':
    case 'summary_line':
    case 'exit_code':
    case null:
    default:
      return [...command];
  }
}

function isPytest(command: readonly string[]): boolean {
  return command.slice(0, 4).some((word) => /(?:^|\/)pytest$/.test(word));
}

/** `tests/test_a.py::Case::test_x`, also from `tests.test_a.Case::test_x` of a report. */
function pytestId(id: string, file: string | null): string {
  if (file === null || /\.py::/.test(id)) return id;
  const module = file.replace(/\.py$/, '').replaceAll('/', '.');
  const [scope = '', ...names] = id.split('::');
  const inner = scope.startsWith(`${module}.`) ? scope.slice(module.length + 1).split('.') : [];
  return [file, ...inner, ...(names.length === 0 ? [id] : names)].join('::');
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
