import type { AllClients } from '#shared/contract/contract.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { formatBytes } from '#shared/present/format-bytes.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { indexVisual } from '#shared/present/index-visual.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';
import { renderPairs } from './render-pairs.ts';

type Health = Awaited<ReturnType<AllClients['rag']['indexHealth']>>;

/** State, freshness, coverage, what is in it and what is left out, and the alerts. */
export function renderIndexHealth(health: Health, terminal: Terminal): string[] {
  const { colors } = terminal;
  const alerts = health.alerts.map(({ sentence }) => `${colors.yellow('!')} ${sentence}`);
  return [
    `${paintVisual(indexVisual(health), colors)}: ${health.detail}`,
    '',
    ...renderPairs(
      [
        ['repository', health.repo],
        ['commit', health.git_sha],
        ['freshness', freshness(health)],
        ['coverage', health.coverage === null ? null : formatPercent(health.coverage)],
        ['drift', health.drift === null ? null : countOf(health.drift, 'file')],
        ['languages', languages(health)],
        [
          'left out',
          health.skipped.map((one) => `${formatCount(one.files)} ${one.reason}`).join(', ') || null,
        ],
        ['calls', `${countOf(health.sinks, 'call')} without a known target`],
        ['not followed', notFollowed(health)],
        ['possible', countOf(health.possible_edges, 'edge')],
        ['size', health.size_bytes === null ? null : formatBytes(health.size_bytes)],
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
  return seconds === 0
    ? `up to date (${how})`
    : `behind for ${formatDuration(seconds * 1000)} (${how})`;
}

function notFollowed({ unfollowed: { files, examples } }: Health): string | null {
  return files === 0 ? null : `calls of ${countOf(files, 'file')}: ${examples.join(', ')}`;
}

function languages({ languages: list }: Health): string | null {
  return (
    list
      .map((one) => `${one.lang} (${formatCount(one.files)}, ${countOf(one.lines, 'line')})`)
      .join(', ') || null
  );
}
