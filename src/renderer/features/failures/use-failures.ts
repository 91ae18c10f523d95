import { useQuery } from '@tanstack/react-query';
import type { ExplainedGate } from '#shared/contract/pas/outcome.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';

/** Why gates of a run do not hold; of one task where it is named. */
export function useFailures(runId: string, taskId: string | null, isWanted: boolean) {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.failures(runId),
    queryFn: () => pas.runFailures({ run_id: runId }),
    enabled: isWanted,
  });
  const gates = (read.data?.gates ?? []).filter(
    (gate: ExplainedGate) => taskId === null || gate.task_id === taskId,
  );
  return { gates, error: read.error };
}
