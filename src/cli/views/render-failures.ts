import type { ExplainedGate, ExplainedTest, Finding } from '#shared/contract/pas/outcome.ts';
import { countOf } from '#shared/present/format-count.ts';
import type { Colors, Terminal } from '../terminal/terminal.ts';

/** More are counted: the first say most. */
const MOST_TESTS = 10;
const MOST_FINDINGS = 30;
const MOST_OUTPUT_LINES = 20;

/** Failed tests and findings, as test runners and compilers print them at their end. */
export function renderFailures(gates: readonly ExplainedGate[], { colors }: Terminal): string[] {
  return gates.flatMap((gate) => [
    `${colors.red(colors.bold(gate.kpi_name))}  ${gate.rule}`,
    ...gate.tests.slice(0, MOST_TESTS).flatMap((test) => ['', ...renderTest(test, colors)]),
    ...more(gate.failed ?? gate.tests.length, Math.min(MOST_TESTS, gate.tests.length), 'test'),
    ...gate.findings.slice(0, MOST_FINDINGS).flatMap((finding) => renderFinding(finding, colors)),
    ...more(gate.findings.length, MOST_FINDINGS, 'finding'),
    '',
    `${colors.dim('all of it by hand')}  ${gate.by_hand}`,
    '',
  ]);
}

function more(all: number, shown: number, noun: string): string[] {
  return all > shown ? ['', `  and ${countOf(all - shown, `more ${noun}`)}`] : [];
}

function renderTest(test: ExplainedTest, colors: Colors): string[] {
  const place = placeOf(test);
  const first = test.message.split('\n').filter((line) => line.trim() !== '');
  return [
    `  ${colors.red('✗')} ${colors.bold(test.id)}`,
    ...(place === null ? [] : [`    ${colors.cyan(place)}`]),
    ...first.slice(0, MOST_OUTPUT_LINES).map((line) => `    ${line}`),
    ...pair('expected', test.expected, colors.green),
    ...pair('got', test.got, colors.red),
    ...frameOf(test, colors),
    ...outputOf(test, colors),
    `    ${colors.dim('by hand')}  ${test.by_hand}`,
  ];
}

function pair(name: string, value: string | null, paint: (text: string) => string): string[] {
  if (value === null) return [];
  const [first = '', ...rest] = value.split('\n').slice(0, MOST_OUTPUT_LINES);
  return [
    `      ${name.padEnd(8)}  ${paint(first)}`,
    ...rest.map((line) => `      ${' '.repeat(8)}  ${paint(line)}`),
  ];
}

type Placed = Pick<Finding, 'file' | 'line' | 'frame'>;

function placeOf({ file, line }: Placed): string | null {
  if (file === null) return null;
  return line === null ? file : `${file}:${line}`;
}

/** The lines around the place, the failing one marked. */
function frameOf({ frame, line }: Placed, colors: Colors): string[] {
  if (frame === null) return [];
  const width = String(frame.line + frame.lines.length - 1).length;
  return [
    '',
    ...frame.lines.map((text, at) => {
      const number = frame.line + at;
      const said = `${String(number).padStart(width)} │ ${text}`;
      return number === line ? `    ${colors.red('>')} ${said}` : `      ${colors.dim(said)}`;
    }),
    '',
  ];
}

function outputOf({ output }: ExplainedTest, colors: Colors): string[] {
  if (output === null) return [];
  const lines = output.replace(/\n+$/, '').split('\n');
  const shown = lines.slice(0, MOST_OUTPUT_LINES);
  const rest = lines.length - shown.length;
  return [
    `    ${colors.dim('it printed')}`,
    ...shown.map((line) => `      ${line}`),
    ...(rest > 0 ? [`      (${countOf(rest, 'more line')})`] : []),
  ];
}

/** One row with its place; the line itself below it. */
function renderFinding(finding: Finding, colors: Colors): string[] {
  const column = finding.column === null ? '' : `:${finding.column}`;
  return [`  ${colors.cyan(`${placeOf(finding) ?? ''}${column}`)}  ${finding.message}`];
}
