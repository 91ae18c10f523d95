import { useState } from 'react';
import type { Approval } from '#shared/contract/pas-schemas.ts';
import type { ApprovalKind } from '#shared/rules.ts';
import { useApprovals } from '../../data/queries.ts';
import { ShownActionFacts } from '../../ui/shown-action.tsx';
import { type Decision, DecisionForm } from './decision-form.tsx';
import './inbox.css';

const ABOUT_RESULTS: ReadonlySet<ApprovalKind> = new Set([
  'install',
  'connect',
  'exit_code',
  'test_command',
]);

/** What a run in review asks about its results, each with the answer in place. */
export function RunQuestions({ runId }: { runId: string }) {
  const asked = useApprovals().data?.approvals.filter(
    ({ run_id: id, status, kind }) =>
      id === runId && status === 'pending' && ABOUT_RESULTS.has(kind),
  );
  return asked?.map((approval) => <Question key={approval.approval_id} approval={approval} />);
}

function Question({ approval }: { approval: Approval }) {
  const [decision, setDecision] = useState<Decision>('approve');
  return (
    <section
      className="approval run-question"
      aria-label="A question about the tests"
      data-tone="approval"
    >
      <p className="wrap-anywhere">{approval.question}</p>
      {approval.shown === null ? null : <ShownActionFacts shown={approval.shown} />}
      <DecisionForm approval={approval} decision={decision} onDecision={setDecision} />
    </section>
  );
}
