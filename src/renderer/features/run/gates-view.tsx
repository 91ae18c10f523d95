import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { gateRule, type GateRule } from '#shared/present/gate-rule.ts';
import { formatKpiValue } from '#shared/present/format-kpi.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FailureList } from '../failures/failure-list.tsx';
import { GateRow } from './gate-row.tsx';

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
      <FailureList runId={run.run_id} taskId={null} />
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

type Violation = RunStatus['kpi_violations'][number] & { title: string; rule: GateRule };

const VIOLATION_COLUMNS: readonly Column<Violation>[] = [
  { id: 'task', head: 'Task', room: 'fill', cell: ({ title }) => title },
  { id: 'gate', head: 'Gate', look: 'mono', cell: (violation) => violation.kpi_name },
  {
    id: 'expected',
    from: 'tablet',
    head: 'Expected',
    isNumber: true,
    cell: ({ rule }) => rule.wanted,
  },
  {
    id: 'actual',
    head: 'Actual',
    isNumber: true,
    cell: ({ rule }) => (
      <span className="toned" data-tone="error">
        {rule.measured}
      </span>
    ),
  },
];

/** The rule that decided, by the gate's own evidence where it is shown. */
function ruleOf(run: RunStatus, violation: RunStatus['kpi_violations'][number]): GateRule {
  const gate = run.gates.findLast(
    (each) =>
      each.kpi_name === violation.kpi_name && (each.task_id ?? run.run_id) === violation.task_id,
  );
  if (gate !== undefined) return gateRule(gate);
  return { measured: formatKpiValue(violation.actual), wanted: formatKpiValue(violation.expected) };
}

function Violations({ run, titles, onSelect }: Props & { titles: Map<string, string> }) {
  const rows = run.kpi_violations.map((violation) => ({
    ...violation,
    title: titles.get(violation.task_id) ?? violation.task_id,
    rule: ruleOf(run, violation),
  }));
  return (
    <Panel title="Gates that do not hold">
      <DataTable
        label="Gates that do not hold"
        columns={VIOLATION_COLUMNS}
        rows={rows}
        keyOf={(violation) => `${violation.task_id} ${violation.kpi_name}`}
        open={({ task_id }) => ({ onPress: () => onSelect(task_id) })}
      />
    </Panel>
  );
}
