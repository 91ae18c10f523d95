import { RefreshCw } from 'lucide-react';
import { formatBytes } from '#shared/present/format-bytes.ts';
import { formatCount } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { indexVisual } from '#shared/present/index-visual.ts';
import { useClients } from '../../data/clients-context.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Figures, Panel } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import type { Health } from './code-queries.ts';

/**
 * How fresh, how whole and how large the index is; what was left out and why; what needs a person.
 */
export function IndexHealth({ repo, health }: { repo: string; health: Health | undefined }) {
  if (health === undefined) return <Skeleton rows={10} label="index health" />;
  return (
    <>
      {health.alerts.map((alert) => (
        <p key={alert.code} className="note" data-tone="blocked" role="alert">
          <span className="note-text">
            <strong>{alert.sentence}</strong> <Moment iso={alert.since} />
          </span>
        </p>
      ))}
      <Panel title="Index" aside={health.detail} actions={<RefreshActions repo={repo} />}>
        <Figures label="Index" items={figuresOf(health)} />
        <dl className="fact-list">
          <dt>State</dt>
          <dd>
            <StatusChip visual={indexVisual(health)} />
          </dd>
          <dt>Repository</dt>
          <dd className="mono wrap-anywhere">{health.repo}</dd>
          <dt>Commit</dt>
          <dd className="mono">{health.git_sha ?? 'none'}</dd>
          <dt>Refreshed</dt>
          <dd>{health.refreshed_at === null ? 'never' : <Moment iso={health.refreshed_at} />}</dd>
          <dt>Follows saves</dt>
          <dd>{health.watched ? 'yes' : 'no: changes are looked for now and then'}</dd>
          {health.unfollowed.files === 0 ? null : (
            <>
              <dt>Calls not followed</dt>
              <dd className="mono wrap-anywhere">{health.unfollowed.examples.join(', ')}</dd>
            </>
          )}
          <dt>Search by meaning</dt>
          <dd>{health.vectors.detail}</dd>
        </dl>
      </Panel>
      <Languages languages={health.languages} />
      <LeftOut skipped={health.skipped} />
    </>
  );
}

function figuresOf(health: Health) {
  const { coverage, drift, freshness_s: behindS } = health;
  return [
    {
      label: 'Behind',
      value: behindS === 0 ? 'none' : formatDuration(behindS === null ? null : behindS * 1000),
      title: 'Age of the oldest change that the index does not hold yet',
    },
    {
      label: 'Coverage',
      value: formatPercent(coverage),
      title: 'Indexed files over those that can be indexed',
    },
    {
      label: 'Drift',
      value: drift === null ? 'not checked' : formatCount(drift),
      title: 'Files whose content no longer matched at the last check',
    },
    { label: 'Waiting', value: formatCount(health.queue), title: 'Changed files in the queue' },
    { label: 'Files', value: formatCount(health.files) },
    { label: 'Lines', value: formatCount(health.lines) },
    { label: 'Symbols', value: formatCount(health.symbols) },
    {
      label: 'Edges',
      value: formatCount(health.edges),
      title: 'Resolved calls, imports and bases',
    },
    {
      label: 'Guesses',
      value: formatCount(health.possible_edges),
      title: 'Edges kept apart as possible',
    },
    {
      label: 'Open calls',
      value: formatCount(health.sinks),
      title: 'Calls whose target cannot be named',
    },
    { label: 'On disk', value: formatBytes(health.size_bytes) },
  ];
}

function RefreshActions({ repo }: { repo: string }) {
  const { rag } = useClients();
  const refresh = useAction(rag.refreshIndex, { refreshes: [['code']] });
  return (
    <>
      <ErrorNote error={refresh.error} />
      <Button
        isDisabled={refresh.isPending}
        icon={<RefreshCw aria-hidden />}
        onPress={() => refresh.mutate({ repo })}
      >
        {refresh.isPending ? 'Refreshing…' : 'Refresh'}
      </Button>
      <Button
        look="quiet"
        isDisabled={refresh.isPending}
        onPress={() => refresh.mutate({ repo, full: true })}
      >
        Read everything again
      </Button>
    </>
  );
}

const LANGUAGE_COLUMNS: readonly Column<Health['languages'][number]>[] = [
  {
    id: 'language',
    head: 'Language',
    width: 240,
    cell: ({ lang }) => (lang === '' ? <span className="muted">other text</span> : lang),
  },
  {
    id: 'files',
    head: 'Files',
    isNumber: true,
    width: 96,
    cell: ({ files }) => formatCount(files),
  },
  {
    id: 'lines',
    head: 'Lines',
    isNumber: true,
    width: 96,
    cell: ({ lines }) => formatCount(lines),
  },
  { id: 'rest', head: '', room: 'fill', cell: () => null },
];

function Languages({ languages }: { languages: Health['languages'] }) {
  return (
    <Panel title="Languages">
      <DataTable
        label="Languages"
        columns={LANGUAGE_COLUMNS}
        rows={languages}
        keyOf={({ lang }) => lang}
      />
    </Panel>
  );
}

const REASONS: Readonly<Record<Health['skipped'][number]['reason'], string>> = {
  ignored: 'ignored by .gitignore',
  binary: 'binary',
  generated: 'generated',
  vendored: 'vendored',
  secret: 'keeps secrets',
  too_large: 'too large',
  long_line: 'a line is too long',
  unreadable: 'cannot be read',
  not_a_file: 'not a regular file',
  parser_failed: 'the parser failed',
};

const LEFT_OUT_COLUMNS: readonly Column<Health['skipped'][number]>[] = [
  { id: 'why', head: 'Why', width: 240, cell: ({ reason }) => REASONS[reason] },
  {
    id: 'files',
    head: 'Files',
    isNumber: true,
    width: 96,
    cell: ({ files }) => formatCount(files),
  },
  {
    id: 'examples',
    head: 'For example',
    room: 'fill',
    look: 'mono muted',
    title: ({ examples }) => examples.join('\n'),
    cell: ({ examples }) => examples.join(', '),
  },
];

function LeftOut({ skipped }: { skipped: Health['skipped'] }) {
  if (skipped.length === 0) return null;
  return (
    <Panel title="Left out" aside="counted, never dropped silently">
      <DataTable
        label="Left out"
        columns={LEFT_OUT_COLUMNS}
        rows={skipped}
        keyOf={({ reason }) => reason}
      />
    </Panel>
  );
}
