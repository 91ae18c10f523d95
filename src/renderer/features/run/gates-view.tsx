import type { z } from 'zod';
import type { gateRowSchema } from '#shared/contract/pas-schemas.ts';
import { formatKpiValue } from '#shared/present/format-kpi.ts';
import type { RunStatus } from '../../data/patch-run.ts';
import { EmptyState } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { GateRow } from './gate-row.tsx';

export type Gate = z.infer<typeof gateRowSchema>;

interface Props {
  run: RunStatus;
  onSelect: (taskId: string) => void;
}

/** Every gate with its evidence; the failing ones first, then what could not be measured. */
export function GatesView({ run, onSelect }: Props) {
  const order = ['fail', 'unverified', 'not_measured', 'pass'];
  const gates = run.gates.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const titles = new Map(run.tasks.map((task) => [task.task_id, task.title]));
  return (
    <>
      {run.kpi_violations.length === 0 ? null : (
        <Violations run={run} titles={titles} onSelect={onSelect} />
      )}
      {gates.length === 0 ? (
        <EmptyState title="Nothing measured yet" command="vp validate">
          The app runs the gates itself when a task ends. Until then the run is unverified.
        </EmptyState>
      ) : (
        <Panel title="Gates" aside="measured by the app on the integrated tree">
          <ul className="gate-list" data-list>
            {gates.map((gate) => (
              <GateRow
                key={`${gate.task_id ?? 'run'} ${gate.kpi_name} ${gate.created_at}`}
                gate={gate}
                owner={
                  gate.task_id === null ? 'whole run' : (titles.get(gate.task_id) ?? gate.task_id)
                }
                isOpen={gate.state === 'fail'}
              />
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function Violations({ run, titles, onSelect }: Props & { titles: Map<string, string> }) {
  return (
    <Panel title="KPI violations">
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Task</th>
              <th scope="col">KPI</th>
              <th scope="col" className="number">
                Expected
              </th>
              <th scope="col" className="number">
                Actual
              </th>
            </tr>
          </thead>
          <tbody>
            {run.kpi_violations.map((violation) => (
              <tr key={`${violation.task_id} ${violation.kpi_name}`}>
                <td className="fill">
                  <button
                    className="row-link"
                    type="button"
                    onClick={() => onSelect(violation.task_id)}
                  >
                    {titles.get(violation.task_id) ?? violation.task_id}
                  </button>
                </td>
                <td className="mono">{violation.kpi_name}</td>
                <td className="number">{formatKpiValue(violation.expected)}</td>
                <td className="number" data-tone="error">
                  <span className="toned">{formatKpiValue(violation.actual)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
