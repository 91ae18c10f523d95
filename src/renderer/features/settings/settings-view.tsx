import { type Theme, THEMES, useTheme } from '../../ui/theme.ts';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { useHealth, useLanes } from '../../data/queries.ts';
import { Choice } from '../../ui/choice.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { HealthPanel } from './health-panel.tsx';
import { LaneCapRow } from './lane-cap-row.tsx';
import './settings.css';

const themeOptions = THEMES.map((id) => ({ id, label: `${id[0]?.toUpperCase()}${id.slice(1)}` }));

/** Theme, lanes and how the service is. */
export function SettingsView() {
  const { theme, setTheme } = useTheme();
  return (
    <div className="view">
      <PlaceHead title="Settings" />
      <Panel title="Appearance">
        <div className="setting">
          <span>Theme</span>
          <Choice<Theme> label="Theme" options={themeOptions} value={theme} onChange={setTheme} />
        </div>
      </Panel>
      <LaneSettings />
      <HealthSettings />
    </div>
  );
}

function LaneSettings() {
  const lanes = useLanes();
  return (
    <Panel
      title="Lanes"
      aside="A new cap holds at once; running tasks are never interrupted by it."
    >
      <ErrorNote error={lanes.error} />
      {lanes.isPending ? <Skeleton rows={6} label="lanes" /> : null}
      {lanes.data === undefined ? null : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Lane</th>
                <th scope="col">Cap</th>
                <th scope="col" className="number">
                  Running
                </th>
                <th scope="col" className="number">
                  Queued
                </th>
                <th scope="col">Gates</th>
              </tr>
            </thead>
            <tbody>
              {lanes.data.lanes.map((lane) => (
                <LaneCapRow key={lane.name} lane={lane} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function HealthSettings() {
  const health = useHealth();
  if (health.data === undefined) {
    return (
      <Panel title="Service">
        <ErrorNote error={health.error} />
      </Panel>
    );
  }
  return <HealthPanel health={health.data} />;
}
