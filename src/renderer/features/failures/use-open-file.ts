import { useClients } from '../../data/clients-context.ts';
import { useAction } from '../../data/use-action.ts';

interface Place {
  file: string;
  line: number | null;
}

/** Opens a file of the run's worktree in the person's editor. */
export function useOpenFile(runId: string) {
  const { pas } = useClients();
  return useAction<Place, unknown>(
    ({ file, line }) => pas.openRun({ run_id: runId, file, ...(line === null ? {} : { line }) }),
    { refreshes: [] },
  );
}
