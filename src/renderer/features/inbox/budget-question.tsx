import { useState } from 'react';
import { useApprovals } from '../../data/queries.ts';
import { type Decision, DecisionForm } from './decision-form.tsx';
import './inbox.css';

/** What a run asks about its budget, with the answer in place; nothing where it asks nothing. */
export function BudgetQuestion({ runId }: { runId: string }) {
  const [decision, setDecision] = useState<Decision>('approve');
  const approval = useApprovals().data?.approvals.find(
    (one) => one.run_id === runId && one.kind === 'budget' && one.status === 'pending',
  );
  if (approval === undefined) return null;
  return (
    <section
      className="approval run-question"
      aria-label="A question about the budget"
      data-tone="approval"
    >
      <p className="wrap-anywhere">{approval.question}</p>
      <DecisionForm approval={approval} decision={decision} onDecision={setDecision} />
    </section>
  );
}
