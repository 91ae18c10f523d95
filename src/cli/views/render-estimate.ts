import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { formatBand } from '#shared/present/format-band.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { leftOutOf } from '#shared/present/left-out.ts';
import { UNKNOWN } from '#shared/present/unknown.ts';
import { countOf } from '#shared/present/format-count.ts';
import { renderLeftOut } from './render-left-out.ts';
import { renderTable } from '../terminal/render-table.ts';
import type { Terminal } from '../terminal/terminal.ts';

export type Estimate = Output<typeof plmsContract.estimateProject>;
type Figures = Pick<Estimate['totals'], 'tokens' | 'time_ms' | 'cost_usd' | 'energy_kwh'>;

const COLUMNS = [
  { head: 'task' },
  { head: 'lane' },
  { head: 'time', align: 'right' as const },
  { head: 'tokens', align: 'right' as const },
  { head: 'cost', align: 'right' as const },
  { head: 'energy', align: 'right' as const },
];

/** Every task and the total with mean and 90 % band, then where the figures come from. */
export function renderEstimate({ tasks, totals }: Estimate, terminal: Terminal): string[] {
  const { colors } = terminal;
  const willRun = tasks.filter(({ runnable }) => runnable);
  const rows = willRun.map(({ title, lane, estimate }) => [title, lane, ...figures(estimate)]);
  const total = [`total of ${countOf(willRun.length, 'task')}`, '', ...figures(totals)].map(
    (cell) => colors.bold(cell),
  );
  const label = totals.cold_start
    ? colors.yellow('! cold start: ') + 'no finished run of this repository was measured yet'
    : colors.green('✓ learned: ') + coverage(totals.coverage);
  return [
    ...renderTable(COLUMNS, [...rows, total], terminal),
    '',
    colors.dim('mean (90 % band); the total’s time is from first start to last end'),
    label,
    totals.text,
    ...sources(willRun).map((line) => colors.dim(`· ${line}`)),
    ...renderLeftOut(leftOutOf(tasks), terminal),
  ];
}

function figures(estimate: Figures | null): string[] {
  if (estimate === null) return [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
  return [
    formatBand(estimate.time_ms, formatDuration),
    formatBand(estimate.tokens, formatTokens),
    formatBand(estimate.cost_usd, formatUsd),
    formatBand(estimate.energy_kwh, formatEnergy),
  ];
}

function coverage({ observed, n }: Estimate['totals']['coverage']): string {
  if (observed === null || n === 0) return 'from finished runs';
  return `${formatPercent(observed)} of ${countOf(n, 'finished run')} lay inside their band`;
}

/** Each distinct source line once, with how many tasks rest on it. */
function sources(tasks: Estimate['tasks']): string[] {
  const uses = new Map<string, number>();
  for (const { estimate } of tasks) {
    if (estimate !== null)
      uses.set(estimate.source.text, (uses.get(estimate.source.text) ?? 0) + 1);
  }
  return [...uses].map(([text, n]) => (n === 1 ? text : `${text} (${countOf(n, 'task')})`));
}
