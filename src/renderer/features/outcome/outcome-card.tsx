import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { Outcome } from '#shared/contract/pas/outcome.ts';
import { useQuery } from '@tanstack/react-query';
import { outcomeText } from '#shared/present/outcome-text.ts';
import { isActiveRun } from '#shared/present/activity.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { OutcomeActions } from './outcome-actions.tsx';
import './outcome.css';

interface Props {
  run: RunStatus;
  onReview: () => void;
}

/** What became of a run, and what to do with it; nothing while the run goes on. */
export function OutcomeCard({ run, onReview }: Props) {
  const { pas } = useClients();
  const hasEnded =
    !isActiveRun(run.status) && run.status !== 'pending' && run.status !== 'planning';
  const read = useQuery({
    queryKey: queryKeys.outcome(run.run_id),
    queryFn: () => pas.runOutcome({ run_id: run.run_id }),
    enabled: hasEnded,
  });
  if (!hasEnded) return null;
  return (
    <>
      <ErrorNote error={read.error} />
      {read.data === undefined || read.data.end === 'open' ? null : (
        <Card outcome={read.data} onReview={onReview} />
      )}
    </>
  );
}

function Card({ outcome, onReview }: { outcome: Outcome; onReview: () => void }) {
  const { visual, headline, lines } = outcomeText(outcome);
  return (
    <section className="outcome" aria-labelledby="outcome-headline" data-tone={visual.tone}>
      <h2 id="outcome-headline" className="outcome-headline">
        <StatusChip visual={visual} />
        <span>{headline}</span>
      </h2>
      <dl className="outcome-lines">
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <OutcomeActions outcome={outcome} onReview={onReview} />
    </section>
  );
}
