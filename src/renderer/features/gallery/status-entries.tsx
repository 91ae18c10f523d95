import { gateVisual } from '#shared/present/gate-visual.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import { type StatusVisual } from '#shared/present/status-visual.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { gateStateSchema, runStateSchema, taskStateSchema } from '#shared/states.ts';
import { Panel } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { Entry } from './entry.tsx';

const GROUPS: readonly (readonly [string, readonly (readonly [string, StatusVisual])[]])[] = [
  ['task', taskStateSchema.options.map((state) => [state, taskVisual(state, null)])],
  ['run', runStateSchema.options.map((state) => [state, runVisual(state)])],
  ['gate', gateStateSchema.options.map((state) => [state, gateVisual(state)])],
];

/** Every state with its shape, colour and word. */
export function StatusEntries() {
  return (
    <Panel title="States">
      <div className="gallery-grid">
        {GROUPS.flatMap(([what, states]) =>
          states.map(([state, visual]) => (
            <Entry key={`${what} ${state}`} name={`${what} ${state}`}>
              <StatusChip visual={visual} detail="62 %" />
            </Entry>
          )),
        )}
      </div>
    </Panel>
  );
}
