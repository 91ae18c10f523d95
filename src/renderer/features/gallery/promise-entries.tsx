import { formatDuration } from '#shared/present/format-duration.ts';
import { Panel } from '../../ui/panel.tsx';
import { PromiseBar } from '../../ui/promise-bar.tsx';
import { Entry } from './entry.tsx';

const band = { mean: 100_000, ci_90: [60_000, 180_000] as const };
const STATES = [
  { name: 'promised', actual: null, isOpen: false },
  { name: 'under way', actual: 45_000, isOpen: true },
  { name: 'under way, beyond', actual: 240_000, isOpen: true },
  { name: 'kept', actual: 120_000, isOpen: false },
  { name: 'below', actual: 30_000, isOpen: false },
  { name: 'beyond', actual: 260_000, isOpen: false },
];

/** The promise bar in both sizes, from promised to broken. */
export function PromiseEntries() {
  return (
    <Panel title="Promise bar" aside="band 90 %, tick expected, solid actual, red beyond">
      <div className="gallery-grid">
        {(['cell', 'head'] as const).flatMap((size) =>
          STATES.map(({ name, actual, isOpen }) => (
            <Entry key={`${size} ${name}`} name={`${size}: ${name}`}>
              <PromiseBar
                band={band}
                actual={actual}
                isOpen={isOpen}
                size={size}
                describe={formatDuration}
              />
            </Entry>
          )),
        )}
        <Entry name="cell: exact">
          <PromiseBar band={{ mean: 4, ci_90: [4, 4] }} describe={String} />
        </Entry>
        <Entry name="cell: nothing expected">
          <PromiseBar band={{ mean: 0, ci_90: [0, 0] }} actual={0} describe={String} />
        </Entry>
      </div>
    </Panel>
  );
}
