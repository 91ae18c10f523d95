import type { Approval } from '#shared/contract/pas-schemas.ts';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { RuleScope } from '#shared/rule-scopes.ts';
import { usdForField } from '#shared/present/usd-for-field.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Choice } from '../../ui/choice.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { capText } from '#shared/present/cap-text.ts';
import { parseUsd, usdComplaint } from '#shared/present/parse-usd.ts';

import { CapSubmit } from '../plan/cap-submit.tsx';
import { useCapQuestion } from '../plan/use-cap-question.ts';

export type Decision = 'approve' | 'reject';
const DECISIONS = [
  { id: 'approve', label: 'Approve' },
  { id: 'reject', label: 'Reject' },
] as const;

const SCOPES = [
  { id: 'once', label: 'Once' },
  { id: 'run', label: 'This run' },
  { id: 'project', label: 'This project' },
  { id: 'always', label: 'Always' },
] as const;

interface Props {
  approval: Approval;
  decision: Decision;
  onDecision: (decision: Decision) => void;
}

/** Approve with a new cap or a scope, or reject, each with a reason that is kept. */
export function DecisionForm({ approval, decision, onDecision }: Props) {
  const isBudget = approval.kind === 'budget';
  const [cap, setCap] = useState(usdForField(approval.proposed_budget_usd ?? 0));
  const [chosen, setScope] = useState<RuleScope | null>(null);
  const scope = chosen ?? usualScope(approval, decision);
  const [reason, setReason] = useState('');
  const deciding = useDeciding(approval.run_id);
  const usd = parseUsd(cap);
  const { proposed_duration_minutes: minutes } = approval;
  const isRaise = isBudget && minutes === null && decision === 'approve';
  const question = useCapQuestion(isRaise ? usd : null, approval.proposed_budget_usd);
  const isReady = !isRaise || usd !== null;
  const submit = () => {
    const why = reason.trim() === '' ? {} : { reason };
    const budget = isRaise && usd !== null ? { budget_usd: usd } : {};
    const reach = isBudget ? {} : { scope };
    deciding.mutate({ approval_id: approval.approval_id, decision, ...why, ...budget, ...reach });
  };
  return (
    <Form
      className="decision"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && question.mayTake()) submit();
      }}
    >
      <Choice<Decision>
        label="Decision"
        options={DECISIONS}
        value={decision}
        onChange={onDecision}
      />
      {isBudget ? null : (
        <Choice<RuleScope> label="How far" options={SCOPES} value={scope} onChange={setScope} />
      )}
      {isRaise ? (
        <TextField
          label="New cap in dollars"
          value={cap}
          onChange={setCap}
          error={usdComplaint(cap)}
        />
      ) : null}
      <TextField label="Reason" value={reason} onChange={setReason} />
      <CapSubmit
        label={labelOf(decision, isRaise ? usd : null, minutes)}
        question={question}
        isDisabled={!isReady || deciding.isPending}
      />
      <ErrorNote error={deciding.error} />
    </Form>
  );
}

function labelOf(decision: Decision, capUsd: number | null, minutes: number | null): string {
  if (decision === 'reject') return 'Reject';
  return capUsd === null && minutes === null
    ? 'Approve and go on'
    : `Go on, ${capText(capUsd, minutes)}`;
}

/**
 * What is about a repository is given for good, a place and dependencies to a project, and refused
 * for a run; a
 * command once.
 */
function usualScope({ kind }: Approval, decision: Decision): RuleScope {
  if (kind === 'command') return 'once';
  if ((kind === 'connect' || kind === 'install') && decision === 'approve') return 'project';
  return decision === 'approve' ? 'always' : 'run';
}

function useDeciding(runId: string) {
  const { pas } = useClients();
  return useAction(pas.decideApproval, {
    refreshes: [
      queryKeys.approvals,
      queryKeys.rules,
      queryKeys.runs,
      queryKeys.portfolio,
      queryKeys.run(runId),
    ],
  });
}
