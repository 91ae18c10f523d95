import { formatDuration } from '#shared/present/format-duration.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { hrefTo } from '../../navigation/route.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PromiseBar } from '../../ui/promise-bar.tsx';
import { linearAxis } from '../../ui/promise-scale.ts';
import { Entry } from './entry.tsx';

interface Sample {
  name: string;
  timeMs: number | null;
  tokens: number;
}

const ROWS: readonly Sample[] = [
  { name: 'implement /login', timeMs: 184_000, tokens: 12_400 },
  {
    name: 'search ranking, with a name that is far too long for its column',
    timeMs: 900,
    tokens: 8,
  },
  { name: 'billing', timeMs: null, tokens: 0 },
];

const COLUMNS: readonly Column<Sample>[] = [
  { id: 'name', head: 'Task', room: 'fill', cell: ({ name }) => name, foot: 'Total' },
  {
    id: 'time',
    head: 'Time',
    isNumber: true,
    cell: ({ timeMs }) => formatDuration(timeMs),
    foot: formatDuration(184_900),
  },
  {
    id: 'promise',
    head: 'Expected, 90 %',
    width: 160,
    cell: ({ timeMs }) => (
      <PromiseBar
        band={{ mean: 90_000, ci_90: [30_000, 150_000] }}
        actual={timeMs}
        axis={linearAxis(200_000)}
        describe={formatDuration}
      />
    ),
  },
  {
    id: 'tokens',
    head: 'Tokens',
    isNumber: true,
    cell: ({ tokens }) => formatTokens(tokens),
    foot: formatTokens(12_408),
  },
];

const NO_FOOT = COLUMNS.map(({ foot: _left, ...column }) => column);
const keyOf = ({ name }: Sample) => name;

/** The table at its three densities, and without rows. */
export function TableEntries() {
  return (
    <Panel title="Tables">
      <div className="gallery-wide">
        <Entry name="table, rows that open">
          <DataTable
            label="Sample that opens"
            columns={COLUMNS}
            rows={ROWS}
            keyOf={keyOf}
            open={() => ({ href: hrefTo('gallery') })}
          />
        </Entry>
        <Entry name="table, compact">
          <DataTable
            label="Compact sample"
            columns={NO_FOOT}
            rows={ROWS}
            keyOf={keyOf}
            density="compact"
          />
        </Entry>
        <Entry name="table, touch, a row without figures">
          <DataTable
            label="Sample for fingers"
            columns={NO_FOOT}
            rows={ROWS}
            keyOf={keyOf}
            density="touch"
            instead={({ timeMs }) =>
              timeMs === null ? { from: 'time', content: 'not estimated' } : null
            }
          />
        </Entry>
        <Entry name="table, empty">
          <DataTable
            label="Empty sample"
            columns={NO_FOOT}
            rows={[]}
            keyOf={keyOf}
            empty={<EmptyState title="No task">Tasks appear here as they are planned.</EmptyState>}
          />
        </Entry>
      </div>
    </Panel>
  );
}
