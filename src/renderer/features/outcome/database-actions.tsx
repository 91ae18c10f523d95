import type { DatabaseCopy } from '#shared/contract/pas/databases.ts';
import type { Outcome } from '#shared/contract/pas/outcome.ts';
import { CornerUpLeft, Database } from 'lucide-react';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';

/** Takes what a migration made of a copy, or puts back what the database held before. */
export function DatabaseActions({ outcome }: { outcome: Outcome }) {
  const { pas } = useClients();
  const { run_id, status, databases } = outcome;
  const move = useAction(
    ({ task_id, state }: DatabaseCopy, options: { idempotencyKey: string }) =>
      state === 'taken'
        ? pas.returnDatabase({ run_id, task_id }, options)
        : pas.takeDatabase({ run_id, task_id }, options),
    { refreshes: [queryKeys.outcome(run_id)] },
  );
  const offered = databases.filter(
    ({ state }) => state === 'taken' || (state === 'kept' && status === 'completed'),
  );
  return (
    <>
      {offered.map((copy) => (
        <Button
          key={copy.task_id}
          icon={copy.state === 'taken' ? <CornerUpLeft aria-hidden /> : <Database aria-hidden />}
          isDisabled={move.isPending}
          onPress={() => move.mutate(copy)}
        >
          {copy.state === 'taken' ? `Put back ${copy.path}` : `Take into ${copy.path}`}
        </Button>
      ))}
      <ErrorNote error={move.error} />
    </>
  );
}
