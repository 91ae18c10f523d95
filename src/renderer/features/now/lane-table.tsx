import { useLanes } from '../../data/queries.ts';
import { SlotMeter } from '../../ui/meter.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Lanes with their caps: a cell per slot, filled while a task holds it. */
export function LaneTable() {
  const lanes = useLanes();
  return (
    <Panel title="Lanes">
      <ErrorNote error={lanes.error} />
      {lanes.isPending ? <Skeleton rows={5} label="lanes" /> : null}
      {lanes.data === undefined ? null : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Lane</th>
              <th scope="col">Slots</th>
              <th scope="col" className="number">
                Running
              </th>
              <th scope="col" className="number">
                Queued
              </th>
            </tr>
          </thead>
          <tbody>
            {lanes.data.lanes.map((lane) => (
              <tr key={lane.name}>
                <td className="clip">{lane.name}</td>
                <td className="fill">
                  <SlotMeter label={lane.name} used={lane.running} cap={lane.cap} />
                </td>
                <td className="number">
                  {lane.running} <span className="muted">/ {lane.cap}</span>
                </td>
                <td className="number">{lane.queued}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
