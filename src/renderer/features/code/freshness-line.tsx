import { formatCount } from '#shared/present/format-count.ts';
import { indexVisual } from '#shared/present/index-visual.ts';
import { Meter } from '../../ui/meter.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import type { Health } from './code-queries.ts';

/** One line: how fresh the index is, and how far a build has come. */
export function FreshnessLine({ health }: { health: Health }) {
  const { progress } = health;
  return (
    <span className="code-freshness">
      <StatusChip visual={indexVisual(health)} />
      {progress === null ? null : (
        <>
          <Meter
            label="Files indexed"
            value={progress.total === 0 ? 0 : progress.done / progress.total}
            valueText={`${progress.done} of ${progress.total} files`}
            tone="running"
          />
          <span className="muted">
            {formatCount(progress.done)} of {formatCount(progress.total)} files
          </span>
        </>
      )}
      {health.git_sha === null ? null : (
        <span className="mono muted" title={`Commit ${health.git_sha}`}>
          {health.git_sha.slice(0, 9)}
        </span>
      )}
    </span>
  );
}
