import { useQuery } from '@tanstack/react-query';
import { useClients } from './clients-context.ts';
import { queryKeys } from './query-keys.ts';

/** Health is the one read on a timer: it notices an engine that went silent without a cut. */
const HEALTH_INTERVAL_MS = 5000;

export function useHealth() {
  const { pas } = useClients();
  return useQuery({
    queryKey: queryKeys.health,
    queryFn: () => pas.health({}),
    refetchInterval: HEALTH_INTERVAL_MS,
    // Silence counts when it is heard twice.
    retry: 1,
  });
}

export function usePortfolio() {
  const { pas } = useClients();
  return useQuery({ queryKey: queryKeys.portfolio, queryFn: () => pas.portfolioStatus({}) });
}

export function useLanes() {
  const { pas } = useClients();
  return useQuery({ queryKey: queryKeys.lanes, queryFn: () => pas.listLanes({}) });
}

export function useRuns() {
  const { pas } = useClients();
  return useQuery({ queryKey: queryKeys.runs, queryFn: () => pas.listRuns({ limit: 100 }) });
}

/** A run with its tasks. Unchanged parts keep their identity only below the size where comparing costs more than drawing. */
export function useRun(runId: string | null) {
  const { pas } = useClients();
  return useQuery({
    queryKey: queryKeys.run(runId ?? ''),
    queryFn: () => pas.runStatus({ run_id: runId ?? '' }),
    enabled: runId !== null,
    structuralSharing: false,
  });
}

export function useTask(taskId: string) {
  const { pas } = useClients();
  return useQuery({
    queryKey: queryKeys.task(taskId),
    queryFn: () => pas.getTask({ task_id: taskId }),
  });
}

export function useReceipts(runId: string) {
  const { pas } = useClients();
  return useQuery({
    queryKey: queryKeys.receipts(runId),
    queryFn: () => pas.listReceipts({ run_id: runId }),
  });
}

export function useApprovals() {
  const { pas } = useClients();
  return useQuery({
    queryKey: queryKeys.approvals,
    queryFn: () => pas.listApprovals({ limit: 200 }),
  });
}

export function useProjects() {
  const { plms } = useClients();
  return useQuery({ queryKey: queryKeys.projects, queryFn: () => plms.listProjects({}) });
}

export function useProject(projectId: number | null) {
  const { plms } = useClients();
  return useQuery({
    queryKey: queryKeys.project(projectId ?? 0),
    queryFn: () => plms.getProject({ project_id: projectId ?? 0 }),
    enabled: projectId !== null,
  });
}

export function useRepositories() {
  const { plms } = useClients();
  return useQuery({
    queryKey: queryKeys.repositories,
    queryFn: () => plms.listRepositories({}),
  });
}
