import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import type { ProjectDetail } from '#shared/contract/plms-schemas.ts';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { BREACH_POLICY_WORDS, BREACH_POLICIES, type BreachPolicy } from '#shared/breach-policy.ts';
import { AppError } from '#shared/errors.ts';
import type { ProjectState } from '#shared/states.ts';
import { capText } from '#shared/present/cap-text.ts';
import { routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ErrorOrFirstCommit } from '../project/first-commit.tsx';
import { ChangesChoice } from './changes-choice.tsx';
import { CapSubmit } from './cap-submit.tsx';
import { useCapQuestion } from './use-cap-question.ts';
import { suggestCap } from './suggest-cap.ts';
import { minutesComplaint, parseMinutes } from '#shared/present/parse-minutes.ts';
import { parseUsd, usdComplaint } from '#shared/present/parse-usd.ts';

const UNDECIDED: readonly ProjectState[] = ['planning', 'estimating', 'pending_approval'];
const STARTABLE: readonly ProjectState[] = ['approved', 'completed', 'needs_review'];

/** The decision: a budget cap and what happens when it is reached; then the start. */
export function ApprovePanel({ project }: { project: ProjectDetail }) {
  if (UNDECIDED.includes(project.status)) return <ApproveForm project={project} />;
  return (
    <Panel title="Run">
      <StartForm project={project} />
    </Panel>
  );
}

const POLICIES = BREACH_POLICIES.map((id) => ({
  id,
  label: BREACH_POLICY_WORDS[id].label,
}));

function ApproveForm({ project }: { project: ProjectDetail }) {
  const { plms } = useClients();
  const suggested = project.totals?.cost_usd.ci_90[1];
  const [cap, setCap] = useState(suggestCap(suggested));
  const [policy, setPolicy] = useState(project.breach_policy);
  const usd = parseUsd(cap);
  const question = useCapQuestion(usd, project.totals?.cost_usd.mean);
  const approving = useAction(plms.approveProject, {
    refreshes: [queryKeys.project(project.project_id), queryKeys.projects],
  });
  return (
    <Panel title="Approve" aside="nothing runs before">
      <Form
        className="plan-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (usd === null || !question.mayTake()) return;
          const caps = { budget_cost_usd_max: usd, breach_policy: policy };
          approving.mutate({ project_id: project.project_id, ...caps });
        }}
      >
        <TextField
          label="Budget cap in dollars"
          value={cap}
          onChange={setCap}
          error={usdComplaint(cap)}
          hint={
            suggested === undefined
              ? 'Estimate first to get a suggestion.'
              : 'Suggested: the upper end of the 90 % interval, at least $1.00.'
          }
        />
        <div className="field-with-choice">
          <span className="field-label">When it would be passed</span>
          <Choice<BreachPolicy>
            label="When it would be passed"
            options={POLICIES}
            value={policy}
            onChange={setPolicy}
          />
          <p className="muted">{BREACH_POLICY_WORDS[policy].does}</p>
        </div>
        <TrustNote project={project} />
        <ErrorNote error={approving.error} />
        <div>
          <CapSubmit
            label={usd === null ? 'Approve' : `Approve, ${capText(usd)}`}
            question={question}
            isDisabled={usd === null || approving.isPending}
          />
        </div>
      </Form>
    </Panel>
  );
}

/** What the start means for the trust in the repository. */
function TrustNote({ project: { trust } }: { project: ProjectDetail }) {
  return trust === null ? null : <p className="muted wrap-anywhere">{trust.sentence}</p>;
}

/** A start would be refused for it. */
function lackOf({ repo, checkout }: ProjectDetail): AppError | null {
  if (checkout?.commit !== null) return null;
  return new AppError(
    'no_first_commit',
    `${repo ?? 'The repository'} has no commit yet, and a run starts from one.`,
  );
}

function StartForm({ project }: { project: ProjectDetail }) {
  const { plms } = useClients();
  const [withChanges, setWithChanges] = useState(false);
  const caps = project.budget_caps;
  const [minutes, setMinutes] = useState(String(caps?.duration_minutes ?? ''));
  const complaint = minutesComplaint(minutes);
  const duration = parseMinutes(minutes);
  const starting = useAction(plms.startProject, {
    refreshes: [queryKeys.project(project.project_id), queryKeys.projects, queryKeys.runs],
    onDone: ({ run_id }) => navigate(routeTo('run', { runId: run_id })),
  });
  const mayStart = STARTABLE.includes(project.status);
  return (
    <div className="plan-form">
      <p className="muted">
        {mayStart
          ? 'Runs in a worktree and branch of its own; your files stay as they are.'
          : `The project is ${project.status.replace('_', ' ')}; it can be started once it is approved and nothing of it runs.`}
      </p>
      <TrustNote project={project} />
      <ChangesChoice
        uncommitted={lackOf(project) === null ? (project.checkout?.uncommitted ?? 0) : 0}
        value={withChanges}
        onChange={setWithChanges}
      />
      <TextField
        label="Time cap in minutes"
        value={minutes}
        onChange={setMinutes}
        error={complaint}
        hint="Optional. Paused, or waiting for you, the run uses none."
      />
      <ErrorOrFirstCommit
        error={starting.error ?? lackOf(project)}
        repo={project.repo ?? ''}
        refreshes={[queryKeys.project(project.project_id)]}
      />
      <div>
        <Button
          look="primary"
          icon={<Play aria-hidden />}
          isDisabled={!mayStart || starting.isPending || complaint !== null}
          onPress={() =>
            starting.mutate({
              project_id: project.project_id,
              with_changes: withChanges,
              ...(duration === null ? {} : { budget_duration_minutes: duration }),
              approves: shownActions(project.will_ask),
            })
          }
        >
          {starting.isPending
            ? 'Starting…'
            : `Start, ${capText(caps?.budget_usd, duration ?? caps?.duration_minutes)}`}
        </Button>
      </div>
    </div>
  );
}

/** Dependencies are let in where tests fail without them, not by the start. */
function shownActions(asks: readonly WillAsk[]): string[] {
  return asks.filter(({ kind }) => kind !== 'install').map(({ action }) => action);
}
