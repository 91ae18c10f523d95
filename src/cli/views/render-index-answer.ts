import { assertNever } from '#shared/assert.ts';
import type { IndexResult, QueryKind } from '#shared/contract/code-index.ts';
import { countOf } from '#shared/present/format-count.ts';
import { renderTable } from '../terminal/render-table.ts';
import { fitLine } from '../terminal/fit-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface Question {
  kind: QueryKind;
  symbol?: string | undefined;
  file?: string | undefined;
  snippet?: string | undefined;
}

interface Answer {
  results: IndexResult[];
  total: number;
  suggestions: string[];
  rankers?: string[] | undefined;
  fresh: boolean;
  tests?: string[] | undefined;
  notes?: string[] | undefined;
}

const SNIPPET_LINES = 5;

/** What the index answered, each place as `file:line` so that a terminal can open it. */
export function renderIndexAnswer(
  question: Question,
  answer: Answer,
  terminal: Terminal,
): string[] {
  const body =
    answer.results.length === 0 ? nothing(question, answer) : found(question, answer, terminal);
  return [...body, ...remarks(answer, terminal)];
}

function found(question: Question, answer: Answer, terminal: Terminal): string[] {
  const { kind } = question;
  switch (kind) {
    case 'where_defined':
    case 'nearest_neighbors':
      return answer.results.flatMap((one) => passage(one, terminal)).slice(0, -1);
    case 'who_calls':
      return answer.results.flatMap((one) => [head(one, terminal), ...snippet(one, terminal, 1)]);
    case 'impact_set':
      return impact(answer, terminal);
    default:
      return assertNever(kind);
  }
}

function passage(one: IndexResult, terminal: Terminal): string[] {
  return [head(one, terminal), ...snippet(one, terminal, SNIPPET_LINES), ''];
}

function head(one: IndexResult, { colors }: Terminal): string {
  const guess = one.tier === 'possible' ? colors.yellow(` possible (${one.via ?? 'guess'})`) : '';
  const test = one.is_test === true ? colors.dim(' test') : '';
  return `${colors.cyan(`${one.file}:${one.line}`)}  ${colors.bold(one.symbol)}  ${colors.dim(one.kind)}${test}${guess}`;
}

function snippet(one: IndexResult, { colors, width }: Terminal, most: number): string[] {
  const lines = one.snippet.replace(/\s+$/, '').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf));
  const shown = lines
    .slice(0, most)
    .map((line) => `    ${line.slice(Math.min(indent, line.length))}`);
  const rest = lines.length > most && most > 1 ? ['    …'] : [];
  return [...shown, ...rest].map((line) => colors.dim(fitLine(line, width)));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function impact({ results, tests = [] }: Answer, terminal: Terminal): string[] {
  const columns = [
    { head: 'steps', align: 'right' as const },
    { head: 'where' },
    { head: 'symbol' },
    { head: 'through' },
  ];
  const rows = results.map((one) => [
    String(one.distance ?? ''),
    `${one.file}:${one.line}`,
    one.symbol,
    terminal.colors.dim((one.distance ?? 0) > 1 ? (one.path?.at(-2) ?? '') : ''),
  ]);
  const reaching =
    tests.length === 0
      ? []
      : ['', `${countOf(tests.length, 'test file')} to run:`, ...tests.map((file) => `  ${file}`)];
  return [...renderTable(columns, rows, terminal), ...reaching];
}

function nothing(question: Question, { suggestions }: Answer): string[] {
  const asked = question.symbol ?? question.file ?? question.snippet ?? '';
  if (suggestions.length > 0)
    return [`Nothing is called ${asked}. Did you mean: ${suggestions.join(', ')}?`];
  const { kind } = question;
  switch (kind) {
    case 'where_defined':
      return [`Nothing is called ${asked}.`];
    case 'who_calls':
      return [`No certain call of ${asked} was found; --tier all adds guesses.`];
    case 'impact_set':
      return [`No certain dependency on ${asked} was found; --tier all adds guesses.`];
    case 'nearest_neighbors':
      return ['Nothing resembles this.'];
    default:
      return assertNever(kind);
  }
}

function remarks(answer: Answer, { colors }: Terminal): string[] {
  const { results, total, rankers, fresh, notes = [] } = answer;
  const more = total > results.length ? [`${results.length} of ${total}; -k shows more`] : [];
  const ranked =
    rankers === undefined || results.length === 0 ? [] : [`ranked by ${rankers.join(' and ')}`];
  const behind = fresh ? [] : ['changes are still being read'];
  const all = [...more, ...ranked, ...behind];
  const said = all.length === 0 ? [] : [colors.dim(all.join('; '))];
  const lines = [...said, ...notes.map((note) => `${colors.yellow('!')} ${note}`)];
  return lines.length === 0 ? [] : ['', ...lines];
}
