import { useMemo, useState } from 'react';
import type { Plan, PlanTask, ProjectDetail } from '#shared/contract/plms-schemas.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { EmptyState, Tag } from '../../ui/notes.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { GraphTask } from '../graph/graph-task.ts';
import { TaskGraph } from '../graph/task-graph.tsx';
import { ApprovePanel } from './approve-panel.tsx';
import { EstimateTable } from './estimate-table.tsx';
import { PlanForm } from './plan-form.tsx';
import { RehearsalPanel } from './rehearsal-panel.tsx';
import { Waves } from './waves.tsx';
import { WillAskPanel } from './will-ask-panel.tsx';

/** The plan as graph, waves and priced table, with the decision beside it. */
export function PlanView({ project }: { project: ProjectDetail }) {
  const { plan } = project;
  if (plan === null) {
    return (
      <EmptyState
        title="No plan yet"
        command="vp plan --from-prd PRD.md"
        action={<PlanForm projectId={project.project_id} />}
      >
        Say what should be true when it is done. The plan is made by looking at the repository;
        nothing of it is run.
      </EmptyState>
    );
  }
  return (
    <div className="plan-columns">
      <div>
        <PlanGraph plan={plan} />
        <EstimateTable tasks={plan.tasks} totals={project.totals} projectId={project.project_id} />
        <PlanText plan={plan} />
      </div>
      <div className="plan-side">
        <WillAskPanel asks={project.will_ask} />
        <ApprovePanel project={project} />
        <RehearsalPanel projectId={project.project_id} />
        <Waves plan={plan} />
        <PlanNotes plan={plan} />
      </div>
    </div>
  );
}

function PlanGraph({ plan }: { plan: Plan }) {
  const [selected, setSelected] = useState<string | null>(null);
  const tasks = useMemo(() => plan.tasks.map(plannedTask), [plan.tasks]);
  return (
    <div className="plan-graph">
      <TaskGraph tasks={tasks} selectedId={selected} onSelect={setSelected} />
    </div>
  );
}

function plannedTask(task: PlanTask): GraphTask {
  const mean = task.estimate?.time_ms.mean;
  return {
    id: task.key,
    title: task.title,
    lane: task.lane,
    deps: task.deps,
    detail: mean === undefined ? '' : `≈ ${formatDuration(mean)}`,
    visual: task.runnable
      ? { tone: 'queued', mark: 'ring', label: 'planned' }
      : { tone: 'blocked', mark: 'triangle', label: 'needs a model' },
    synthetic: false,
  };
}

function PlanText({ plan }: { plan: Plan }) {
  return (
    <Panel
      title="PRD"
      aside={<Tag>{plan.source === 'template' ? 'from the template planner' : 'from a model'}</Tag>}
    >
      <ScrollRegion as="pre" className="prd" label="PRD text">
        {plan.prd}
      </ScrollRegion>
    </Panel>
  );
}

function PlanNotes({ plan }: { plan: Plan }) {
  if (plan.notes.length === 0) return null;
  return (
    <Panel title="Notes">
      <ul className="plan-notes">
        {plan.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Panel>
  );
}
