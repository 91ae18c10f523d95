import { type Theme, THEMES, useTheme } from '../../ui/theme.ts';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { useHealth, useLanes } from '../../data/queries.ts';
import { Choice } from '../../ui/choice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TrashPanel } from '../trash/trash-panel.tsx';
import { HealthPanel } from './health-panel.tsx';
import { LANE_COLUMNS } from './lane-columns.tsx';
import { RuleSettings } from './rule-settings.tsx';
import './settings.css';

const themeOptions = THEMES.map((id) => ({ id, label: `${id[0]?.toUpperCase()}${id.slice(1)}` }));

/** Theme, lanes, rules and how the service is. */
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
      <RuleSettings />
      <TrashPanel />
      <HealthSettings />
    </div>
  );
}

function LaneSettings() {
  const lanes = useLanes();
  return (
    <Panel
      title="Kinds of work"
      aside="How many tasks of a kind may run at once. A new number applies at once. Running tasks go on."
    >
      <ErrorNote error={lanes.error} />
      {lanes.isPending ? <Skeleton rows={6} label="kinds of work" /> : null}
      {lanes.data === undefined ? null : (
        <DataTable
          label="Kinds of work"
          density="touch"
          columns={LANE_COLUMNS}
          rows={lanes.data.lanes}
          keyOf={(lane) => lane.name}
        />
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
