import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandReport } from '#core/commands/expand-report.ts';
import { judgeGate, type Judgement } from '#core/gates/judge-gate.ts';
import { measureTests } from '#core/gates/measure-tests.ts';
import type { StepCommand, TestReport } from '#core/gates/types.ts';
import { findCommands } from '#core/plan/find-commands.ts';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { must } from '#shared/assert.ts';
import { readHostEnvironment } from './sandbox/environment.ts';
import { inspectRepository } from './sandbox/inspect-repository.ts';
import { startJob, toolJob } from './testing/run-job.ts';
import { OUTCOMES, RUNNERS, type Outcome, type RunnerSuite } from './testing/runner-matrix.ts';
import { RUNNERS_TO_INSTALL } from './testing/runner-matrix-installed.ts';

/** The long form has every runner and installs what it lacks. */
const isWhole = process.env['SLIPWAY_RUNNERS'] !== undefined;
const runners = isWhole ? [...RUNNERS, ...RUNNERS_TO_INSTALL] : RUNNERS;
/**
 * What the short form looks at: Go compiles its library first, and what hangs is alike for all.
 */
const SHORT: Readonly<Record<string, readonly Outcome[]>> = {
  pytest: OUTCOMES,
  unittest: ['green', 'red', 'none', 'quits'],
  'node:test': ['green', 'red', 'none', 'quits'],
  cargo: ['red', 'none', 'quits'],
  CTest: ['green', 'red', 'none', 'crashed'],
};
const HUNG_AFTER_MS = isWhole ? 20_000 : 3_000;

const SYSTEM_PACKAGES = 'apt-get';
const gate = { kpi: 'test_pass_rate', rule: 'at_least', threshold: 0.9, required: true } as const;
const ownBin = join(realpathSync('node_modules'), '.bin');

let root: string;
const rows: string[] = [];
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-runners-')));
  if (isWhole) install(root);
});
afterAll(() => {
  if (isWhole) process.stdout.write(`\n${table()}\n`);
  rmSync(root, { recursive: true, force: true });
});

function install(folder: string): void {
  const npm = [...new Set(runners.flatMap(({ install: { npm: names = [] } }) => names))];
  const options = { cwd: folder, stdio: 'ignore' } as const;
  writeFileSync(join(folder, 'package.json'), '{}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...npm], options);
  const apt = runners
    .filter(({ needs }) => !needs.every(isThere))
    .flatMap(({ install: { apt: names = [] } }) => names);
  if (apt.length > 0 && process.getuid?.() === 0)
    for (const name of new Set(apt))
      try {
        execFileSync(
          SYSTEM_PACKAGES,
          ['install', '-y', '-q', '--no-install-recommends', name],
          options,
        );
      } catch {
        // What cannot be installed is named in the table.
      }
}

function isThere(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), packagesOf()];
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** The long form has packages of its own; the short one those of this project. */
function packagesOf(): string {
  return isWhole && root !== undefined ? join(root, 'node_modules', '.bin') : ownBin;
}

interface Seen {
  judgement: Judgement;
  report: TestReport | null;
  step: StepCommand;
}

async function run(suite: RunnerSuite, outcome: Outcome): Promise<Seen> {
  const folder = mkdtempSync(join(root, 'suite-'));
  const files = {
    ...suite.common,
    ...suite.suites[outcome],
    '.gitignore': 'node_modules\ntarget\nbuild\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(dirname(packagesOf()), join(folder, 'node_modules'));
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  execFileSync('git', ['add', '-A'], { cwd: folder });
  const looked = await inspectRepository({ path: folder }, readHostEnvironment());
  const tools = new Set(looked.tools);
  const found = findCommands({
    files: looked.files,
    read: (path) => looked.contents[path] ?? null,
    hasTool: (name) => tools.has(name),
    environments: looked.environments,
  });
  const step = must(
    found.commands.find((one) => one.step === 'test'),
    JSON.stringify(found.missing),
  );
  return { ...(await measure(folder, step, outcome)), step };
}

async function measure(
  folder: string,
  step: StepCommand,
  outcome: Outcome,
): Promise<Omit<Seen, 'step'>> {
  const file = join(folder, '.report');
  const variables = Object.entries(step.env ?? {}).map(([name, value]) => [
    name,
    value.replaceAll('{report}', file),
  ]);
  const wallMs = outcome === 'hung' ? HUNG_AFTER_MS : 240_000;
  const { result } = startJob(
    toolJob({
      argv: expandReport(step.measured, file),
      cwd: folder,
      // Without it every suite compiles the library of the language anew.
      env: {
        GOCACHE: join(root, 'go-cache'),
        ...(Object.fromEntries(variables) as Record<string, string>),
      },
      reportFile: step.reportFile === null ? null : file,
      reportFolders: step.reportFolders ?? [],
      limits: { ...COMMAND_LIMITS, wallMs, cpuSeconds: 240 },
    }),
  );
  const { exitCode, report, stdout, output, outputIsCut, reason } = await result;
  const measurement =
    exitCode === null
      ? ({ kind: 'unverified', reason: reason ?? 'it did not end by itself' } as const)
      : measureTests(step.format, { exitCode, report, stdout, output, outputIsCut });
  return {
    judgement: judgeGate(gate, measurement),
    report: measurement.kind === 'tests' ? measurement.report : null,
  };
}

function note(suite: RunnerSuite, outcome: Outcome, { judgement, report }: Seen): void {
  const counts = report === null ? '—' : `${report.passed} / ${report.failed} / ${report.skipped}`;
  const [first] = report?.failures ?? [];
  const said = first === undefined ? (judgement.reason ?? '') : `${first.id}: ${first.message}`;
  const short = said.split('\n', 1)[0]?.slice(0, 100).replaceAll('|', '\\|') ?? '';
  rows.push(`| ${suite.name} | ${outcome} | ${judgement.state} | ${counts} | ${short} |`);
}

function table(): string {
  const absent = runners.filter(({ needs }) => !needs.every(isThere)).map(({ name }) => name);
  const head = [
    '| runner | suite | verdict | passed / failed / skipped | first message |',
    '|---|---|---|---|---|',
  ];
  return [
    ...head,
    ...rows,
    `Not installed: ${absent.length === 0 ? 'none' : absent.join(', ')}.`,
  ].join('\n');
}

const shown = isWhole ? runners : runners.filter(({ name }) => name in SHORT);
describe.each(shown.map((suite) => [suite.name, suite] as const))('%s', (_name, suite) => {
  const wanted = isWhole ? OUTCOMES : (SHORT[suite.name] ?? []);
  const outcomes = wanted.filter((outcome) => suite.suites[outcome] !== null);
  if (outcomes.length === 0) return;
  it.concurrent.each(outcomes)('REPORT-16 JUDGE-4 a suite that is %s', async (outcome) => {
    if (!suite.needs.every(isThere)) return;
    const seen = await run(suite, outcome);
    note(suite, outcome, seen);
    const { judgement, report } = seen;
    const why = JSON.stringify({ judgement, report, command: seen.step.measured });
    if (outcome === 'green') {
      expect(judgement.state, why).toBe('pass');
      expect(report, why).toMatchObject({ passed: suite.passes, failed: 0 });
    } else if (outcome === 'red') {
      expect(judgement.state, why).toBe('fail');
      expect(report, why).toMatchObject({ passed: suite.passes, failed: 1 });
      const [failure] = report?.failures ?? [];
      expect(failure?.id.toLowerCase(), why).toContain('red');
      if (suite.says !== null)
        expect(`${failure?.message} ${failure?.trace}`, why).toMatch(suite.says);
    } else {
      expect(judgement.state, why).not.toBe('pass');
      if (outcome === 'none') expect(report?.executed ?? 0, why).toBe(0);
    }
  });
});
