import type { ReportFormat } from '#shared/evidence.ts';

/**
 * How a known runner is made to write a report. `{report}` is replaced by the report file's
 * absolute path.
 */
export interface NodeRunner {
  name: string;
  /** Fixed start of the command line. */
  start: readonly string[];
  reporter: readonly string[];
  format: ReportFormat;
  reportFile: string;
  configs: readonly string[];
}

const EXTENSIONS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'];

export const NODE_RUNNERS: readonly NodeRunner[] = [
  {
    name: 'vitest',
    start: ['vitest', 'run'],
    // What a person reads goes to the log, beside the report.
    reporter: ['--reporter=default', '--reporter=json', '--outputFile={report}'],
    format: 'vitest',
    reportFile: 'vitest.json',
    configs: ['vitest.config', 'vitest.workspace', 'vite.config'].flatMap(withExtensions),
  },
  {
    name: 'jest',
    start: ['jest'],
    reporter: ['--json', '--outputFile={report}'],
    format: 'jest',
    reportFile: 'jest.json',
    configs: [...withExtensions('jest.config'), 'jest.config.json'],
  },
  {
    name: 'mocha',
    start: ['mocha'],
    reporter: ['--reporter', 'xunit', '--reporter-option', 'output={report}'],
    format: 'junit',
    reportFile: 'mocha.xml',
    configs: ['.mocharc.json', '.mocharc.js', '.mocharc.cjs', '.mocharc.yml', '.mocharc.yaml'],
  },
  {
    name: 'node',
    start: ['node', '--test'],
    reporter: [
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=junit',
      '--test-reporter-destination={report}',
    ],
    format: 'node_test',
    reportFile: 'node-test.xml',
    configs: [],
  },
];

const TAKES_VALUE = new Set([
  '--reporter',
  '-R',
  '--outputFile',
  '--reporter-option',
  '--reporter-options',
  '-O',
  '--test-reporter',
  '--test-reporter-destination',
]);
const OWN_REPORT =
  /^(?:--reporter|--outputFile|--reporter-options?|--test-reporter|--test-reporter-destination)=|^--json$/;
const WATCH = /^(?:--watch(?:All)?(?:=.*)?|-w|--ui)$/;

/**
 * The runner that an argv calls directly, with the arguments that are the repository's own; null
 * for anything else.
 */
export function recogniseRunner(
  argv: readonly string[],
): { runner: NodeRunner; args: string[] } | null {
  const runner = NODE_RUNNERS.find(({ name }) => name === argv[0]);
  if (runner === undefined) return null;
  const rest = argv.slice(1);
  if (runner.name === 'node') {
    if (!rest.includes('--test')) return null;
    return { runner, args: ownArguments(rest.filter((word) => word !== '--test')) };
  }
  const verb = rest[0];
  if (runner.name === 'vitest' && verb !== undefined && ['run', 'watch', 'dev'].includes(verb)) {
    return { runner, args: ownArguments(rest.slice(1)) };
  }
  return { runner, args: ownArguments(rest) };
}

/**
 * The argv that runs the runner with its report. Reporter options come first: after files they
 * could be taken for the program's own.
 */
export function measuredCommand(runner: NodeRunner, args: readonly string[]): string[] {
  return [...runner.start, ...runner.reporter, ...args];
}

/**
 * Whether a script's runner reads its reporter's options behind all that the script gives it: none
 * that watches or has a reporter of its own does, and node takes what follows a file for the
 * file's.
 */
export function takesReporterLast(runner: NodeRunner, argv: readonly string[]): boolean {
  const own = argv.slice(1);
  if (own.some((word) => WATCH.test(word) || OWN_REPORT.test(word) || TAKES_VALUE.has(word)))
    return false;
  if (runner.name === 'vitest' && ['watch', 'dev'].includes(own[0] ?? '')) return false;
  return runner.name !== 'node' || own.every((word) => word.startsWith('-'));
}

function ownArguments(args: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (TAKES_VALUE.has(word)) at += 1;
    else if (!OWN_REPORT.test(word) && !WATCH.test(word)) kept.push(word);
  }
  return kept;
}

function withExtensions(stem: string): string[] {
  return EXTENSIONS.map((extension) => `${stem}.${extension}`);
}
