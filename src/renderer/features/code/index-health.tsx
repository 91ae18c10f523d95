import { RefreshCw } from 'lucide-react';
import { formatBytes } from '#shared/present/format-bytes.ts';
import { formatCount } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { indexVisual } from '#shared/present/index-visual.ts';
import { useClients } from '../../data/clients-context.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Figures, Panel } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import type { Health } from './code-queries.ts';

/** How fresh, how whole and how large the index is; what was left out and why; what needs a person. */
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

function Languages({ languages }: { languages: Health['languages'] }) {
  return (
    <Panel title="Languages">
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Language</th>
              <th scope="col" className="number">
                Files
              </th>
              <th scope="col" className="number">
                Lines
              </th>
            </tr>
          </thead>
          <tbody>
            {languages.map(({ lang, files, lines }) => (
              <tr key={lang}>
                <td>{lang === '' ? <span className="muted">other text</span> : lang}</td>
                <td className="number">{formatCount(files)}</td>
                <td className="number">{formatCount(lines)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const REASONS: Readonly<Record<Health['skipped'][number]['reason'], string>> = {
  ignored: 'ignored by .gitignore',
  binary: 'binary',
  generated: 'generated',
  vendored: 'vendored',
  too_large: 'too large',
  long_line: 'a line is too long',
  unreadable: 'cannot be read',
  not_a_file: 'not a regular file',
  parser_failed: 'the parser failed',
};

function LeftOut({ skipped }: { skipped: Health['skipped'] }) {
  if (skipped.length === 0) return null;
  return (
    <Panel title="Left out" aside="counted, never dropped silently">
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Why</th>
              <th scope="col" className="number">
                Files
              </th>
              <th scope="col">For example</th>
            </tr>
          </thead>
          <tbody>
            {skipped.map(({ reason, files, examples }) => (
              <tr key={reason}>
                <td>{REASONS[reason]}</td>
                <td className="number">{formatCount(files)}</td>
                <td className="mono muted fill" title={examples.join('\n')}>
                  {examples.join(', ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
