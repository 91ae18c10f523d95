import type { AllClients } from '#shared/contract/contract.ts';
import { count } from '../format/count.ts';
import { formatPercent } from '../format/format-percent.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { renderPairs } from './render-pairs.ts';

type Health = Awaited<ReturnType<AllClients['rag']['indexHealth']>>;

/** State, freshness, coverage, what is in it and what is left out, and the alerts. */
export function renderIndexHealth(health: Health, terminal: Terminal): string[] {
  const { colors } = terminal;
  const mark = health.status === 'ok' ? colors.green('✓') : colors.yellow('!');
  const alerts = health.alerts.map(({ sentence }) => `${colors.yellow('!')} ${sentence}`);
  return [
    `${mark} ${health.detail}`,
    '',
    ...renderPairs(
      [
        ['repository', health.repo],
        ['commit', health.git_sha],
        ['freshness', freshness(health)],
        ['coverage', health.coverage === null ? null : formatPercent(health.coverage)],
        ['drift', health.drift === null ? null : count(health.drift, 'file')],
        ['languages', languages(health)],
        ['left out', health.skipped.map((one) => `${one.files} ${one.reason}`).join(', ') || null],
        ['calls', `${count(health.sinks, 'call')} without a known target`],
        ['possible', count(health.possible_edges, 'edge')],
        ['size', health.size_bytes === null ? null : `${(health.size_bytes / 1e6).toFixed(1)} MB`],
        ['semantic', health.vectors.detail],
      ],
      terminal,
    ),
    ...(alerts.length === 0 ? [] : ['', ...alerts]),
  ];
}

function freshness({ freshness_s: seconds, watched }: Health): string | null {
  if (seconds === null) return null;
  const how = watched ? 'watched' : 'not watched';
  return seconds === 0 ? `up to date (${how})` : `behind for ${seconds.toFixed(1)} s (${how})`;
}

function languages({ languages: list }: Health): string | null {
  return list.map((one) => `${one.lang} (${one.files}, ${one.lines} lines)`).join(', ') || null;
}
