import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isActiveRun } from '#shared/present/activity.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { type AttemptRecord, blocksOf } from '../sequencer/blocks-of.ts';
import { SequencerStrip } from '../sequencer/sequencer-strip.tsx';

/** Retried tasks whose earlier attempts are read for the strip; the newest count. */
const MOST_RETRIED = 40;

interface Props {
  run: RunStatus;
  selectedId: string | null;
  onSelect: (taskId: string) => void;
}

/** The run on the time axis. */
export function RunSequencer({ run, selectedId, onSelect }: Props) {
  const records = useEarlierAttempts(run);
  const blocks = useMemo(() => blocksOf(run.tasks, records), [run.tasks, records]);
  return (
    <SequencerStrip
      blocks={blocks}
      isLive={isActiveRun(run.status)}
      selectedId={selectedId}
      onSelect={onSelect}
    />
  );
}

function useEarlierAttempts(run: RunStatus): ReadonlyMap<string, readonly AttemptRecord[]> {
  const { pas } = useClients();
  const retried = run.tasks.filter((task) => task.attempt > 1).slice(-MOST_RETRIED);
  return useQueries({
    queries: retried.map((task) => ({
      queryKey: queryKeys.task(task.task_id),
      queryFn: () => pas.getTask({ task_id: task.task_id }),
    })),
    combine: mapAttempts,
  });
}

function mapAttempts(
  results: readonly { data: { task_id: string; attempts: AttemptRecord[] } | undefined }[],
): Map<string, readonly AttemptRecord[]> {
  return new Map(
    results.flatMap(({ data }) => (data === undefined ? [] : [[data.task_id, data.attempts]])),
  );
}
