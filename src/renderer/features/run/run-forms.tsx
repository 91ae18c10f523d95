import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { usdForField } from '#shared/present/usd-for-field.ts';
import { useClients } from '../../data/clients-context.ts';
import { useProjectOfRun } from '../../data/queries.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import { capText } from '#shared/present/cap-text.ts';
import { parseUsd, usdComplaint } from '#shared/present/parse-usd.ts';
import { CapSubmit } from '../plan/cap-submit.tsx';
import { useCapQuestion } from '../plan/use-cap-question.ts';
import { whatDies } from './what-dies.ts';

interface Props {
  run: RunStatus;
  onDone: () => void;
}

const refreshesOf = (run: RunStatus) => [
  queryKeys.run(run.run_id),
  queryKeys.runs,
  queryKeys.portfolio,
];

/** Says what dies, in place, before it does. */
export function TerminateForm({ run, onDone }: Props) {
  const { pas } = useClients();
  const [reason, setReason] = useState('');
  const ending = useAction(pas.terminateRun, { refreshes: refreshesOf(run), onDone });
  const submit = () =>
    ending.mutate({ run_id: run.run_id, ...(reason.trim() === '' ? {} : { reason }) });
  return (
    <ActionForm
      title={`Terminate ${run.run_id}?`}
      tone="error"
      error={ending.error}
      onSubmit={submit}
      onCancel={onDone}
      cancel="Keep it running"
      confirm={
        <Button type="submit" look="danger" isDisabled={ending.isPending}>
          {ending.isPending ? 'Terminating…' : 'Terminate run'}
        </Button>
      }
    >
      <ul className="what-dies">
        {whatDies(run).map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
      <TextField label="Reason (kept in the ledger)" value={reason} onChange={setReason} />
    </ActionForm>
  );
}

/** Completes against the gates, with a reason that stays. */
export function OverrideForm({ run, onDone }: Props) {
  const { pas } = useClients();
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState('this run');
  const overriding = useAction(pas.overrideRun, { refreshes: refreshesOf(run), onDone });
  const isReady = reason.trim().length >= 3 && scope.trim() !== '';
  return (
    <ActionForm
      title="Complete against the gates?"
      tone="blocked"
      error={overriding.error}
      onSubmit={() =>
        isReady ? overriding.mutate({ run_id: run.run_id, reason, scope }) : undefined
      }
      onCancel={onDone}
      cancel="Leave in review"
      confirm={
        <Button type="submit" isDisabled={!isReady || overriding.isPending}>
          Override
        </Button>
      }
    >
      <p className="muted">
        The failing gates stay recorded as failing, with your reason beside them.
      </p>
      <TextField label="Reason" value={reason} onChange={setReason} />
      <TextField label="Scope" value={scope} onChange={setScope} />
    </ActionForm>
  );
}

/** Changes the cap of a run; the change is audited. */
export function BudgetForm({ run, onDone }: Props) {
  const { pas } = useClients();
  const [cap, setCap] = useState(run.budget_usd === null ? '' : usdForField(run.budget_usd));
  const [reason, setReason] = useState('');
  const setting = useAction(pas.setRunBudget, { refreshes: refreshesOf(run), onDone });
  const usd = parseUsd(cap);
  const question = useCapQuestion(usd, useExpectedUsd(run));
  const submit = () => {
    if (usd === null || !question.mayTake()) return;
    const why = reason.trim() === '' ? {} : { reason };
    setting.mutate({ run_id: run.run_id, budget_caps: { budget_usd: usd }, ...why });
  };
  return (
    <ActionForm
      title="Change the budget cap"
      tone="queued"
      error={setting.error}
      onSubmit={submit}
      onCancel={onDone}
      cancel="Cancel"
      confirm={
        <CapSubmit
          label={usd === null ? 'Set cap' : `Spend ${capText(usd)}`}
          question={question}
          isDisabled={usd === null || setting.isPending}
        />
      }
    >
      <TextField label="Cap in dollars" value={cap} onChange={setCap} error={usdComplaint(cap)} />
      <TextField label="Reason" value={reason} onChange={setReason} />
    </ActionForm>
  );
}

/** What the run is going to cost, as far as it can be known. */
function useExpectedUsd(run: RunStatus): number | null {
  const { totals } = useProjectOfRun(run.project_id).data ?? {};
  return run.projected_usd ?? totals?.cost_usd.mean ?? null;
}

interface ActionFormProps {
  title: string;
  tone: 'error' | 'blocked' | 'queued';
  error: unknown;
  onSubmit: () => void;
  onCancel: () => void;
  cancel: string;
  confirm: ReactNode;
  children: ReactNode;
}

function ActionForm({ title, tone, error, onSubmit, onCancel, ...rest }: ActionFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEscape(onCancel);
  return (
    <Form
      ref={form}
      className="action-form"
      data-tone={tone}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2>{title}</h2>
      {rest.children}
      <ErrorNote error={error} />
      <div className="form-actions">
        {rest.confirm}
        <Button look="quiet" onPress={onCancel}>
          {rest.cancel}
        </Button>
      </div>
    </Form>
  );
}
