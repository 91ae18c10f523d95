import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { AllClients } from '#shared/contract/contract.ts';
import { useClients } from './clients-context.ts';
import type { LiveState } from './live-state.ts';
import { live } from './live-store.ts';
import { mergeApprovals, mergeProjects, mergeRun, mergeRuns } from './merge-reads.ts';
import { queryKeys } from './query-keys.ts';

/**
 * Health is the one read on a timer: it notices an engine that stopped answering while its stream
 * stayed open.
 */
const HEALTH_INTERVAL_MS = 5000;
const MOST_PROJECTS = 200;

/**
 * Something of the live store: how its read stands, and what is known by reads and events together.
 */
interface Live<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  isError: boolean;
  dataUpdatedAt: number;
}

function known<T>(read: UseQueryResult<unknown>, data: T | null | undefined): Live<T> {
  const { error, isError, dataUpdatedAt } = read;
  // What another place has read already is shown at once.
  const isPending = read.isPending && (data === null || data === undefined);
  return { data: data ?? undefined, error, isPending, isError, dataUpdatedAt };
}

function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(live.store, select);
}

/** The values of a map in a list's order; null while the list was not read. */
function inOrder<K, V>(order: readonly K[] | null, values: ReadonlyMap<K, V>): V[] | null {
  return order === null ? null : order.flatMap((id) => values.get(id) ?? []);
}

export function useHealth() {
  const { pas } = useClients();
  return useQuery({
    queryKey: queryKeys.health,
    queryFn: () => pas.health({}),
    refetchInterval: HEALTH_INTERVAL_MS,
    // One failure may be chance; two in a row count.
    retry: 1,
  });
}

export function usePortfolio() {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.portfolio,
    queryFn: () =>
      live.read(
        () => pas.portfolioStatus({}),
        (state, portfolio) => ({ ...state, portfolio }),
      ),
  });
  return known(
    read,
    useLive((state) => state.portfolio),
  );
}

export function useLanes() {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.lanes,
    queryFn: () =>
      live.read(
        () => pas.listLanes({}),
        (state, { lanes }) => ({ ...state, lanes }),
      ),
  });
  const lanes = useLive((state) => state.lanes);
  const data = useMemo(() => (lanes === null ? null : { lanes: [...lanes] }), [lanes]);
  return known(read, data);
}

export function useRuns() {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.runs,
    queryFn: () => live.read(() => pas.listRuns({ limit: 100 }), mergeRuns),
  });
  const order = useLive((state) => state.runOrder);
  const runs = useLive((state) => state.runs);
  const data = useMemo(() => {
    const listed = inOrder(order, runs);
    return listed === null ? null : { runs: listed };
  }, [order, runs]);
  return known(read, data);
}

/**
 * The read of a run with its tasks. Comparing them with the ones before would cost more than
 * drawing.
 */
export function runQuery(pas: AllClients['pas'], runId: string) {
  return {
    queryKey: queryKeys.run(runId),
    queryFn: () => live.read(() => pas.runStatus({ run_id: runId }), mergeRun),
    structuralSharing: false,
  };
}

/** A run with its tasks. */
export function useRun(runId: string | null) {
  const { pas } = useClients();
  const read = useQuery({ ...runQuery(pas, runId ?? ''), enabled: runId !== null });
  const summary = useLive((state) => state.runs.get(runId ?? ''));
  const parts = useLive((state) => state.parts.get(runId ?? ''));
  const data = useMemo(
    () => (summary === undefined || parts === undefined ? null : { ...summary, ...parts }),
    [summary, parts],
  );
  return known(read, data);
}

/** A task with its attempts, in the state that its run's row has. */
export function useTask(taskId: string) {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.task(taskId),
    queryFn: () => pas.getTask({ task_id: taskId }),
  });
  const parts = useLive((state) => state.parts.get(read.data?.run_id ?? ''));
  const data = useMemo(() => {
    const row = parts?.tasks.find((task) => task.task_id === taskId);
    return read.data === undefined ? undefined : { ...read.data, ...row };
  }, [parts, read.data, taskId]);
  return known(read, data);
}

export function useReceipts(runId: string) {
  const { pas } = useClients();
  return useQuery({
    queryKey: queryKeys.receipts(runId),
    queryFn: () => pas.listReceipts({ run_id: runId }),
  });
}

export function useRules() {
  const { pas } = useClients();
  return useQuery({ queryKey: queryKeys.rules, queryFn: () => pas.listRules({ limit: 1000 }) });
}

export function useApprovals() {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.approvals,
    queryFn: () => live.read(() => pas.listApprovals({ limit: 200 }), mergeApprovals),
  });
  const order = useLive((state) => state.approvalOrder);
  const approvals = useLive((state) => state.approvals);
  const data = useMemo(() => {
    const listed = inOrder(order, approvals);
    return listed === null ? null : { approvals: listed };
  }, [order, approvals]);
  return known(read, data);
}

export function useProjects() {
  const { plms } = useClients();
  const read = useQuery({
    queryKey: queryKeys.projects,
    queryFn: () => live.read(() => plms.listProjects({ limit: MOST_PROJECTS }), mergeProjects),
  });
  const order = useLive((state) => state.projectOrder);
  const projects = useLive((state) => state.projects);
  const data = useMemo(() => {
    const listed = inOrder(order, projects);
    return listed === null ? null : { projects: listed };
  }, [order, projects]);
  return known(read, data);
}

/** A project with its plan; its runs in the states that every other place shows. */
export function useProject(projectId: number | null) {
  const { plms } = useClients();
  const read = useQuery({
    queryKey: queryKeys.project(projectId ?? 0),
    queryFn: () => plms.getProject({ project_id: projectId ?? 0 }),
    enabled: projectId !== null,
  });
  const runs = useLive((state) => state.runs);
  const data = useMemo(() => {
    const detail = read.data;
    if (detail === undefined) return undefined;
    const shown = detail.runs.map((run) => {
      const { status = run.status, ended_at = run.ended_at } = runs.get(run.run_id) ?? {};
      return { ...run, status, ended_at };
    });
    return { ...detail, runs: shown };
  }, [read.data, runs]);
  return known(read, data);
}

/** The project of a run; it is not asked for where the engine has no such project. */
export function useProjectOfRun(projectId: number | null) {
  const projects = useProjects().data?.projects ?? [];
  // A full list may leave older ones out.
  const mayExist =
    projects.length >= MOST_PROJECTS ||
    projects.some((project) => project.project_id === projectId);
  return useProject(mayExist ? projectId : null);
}

/** What was deleted and can be restored. */
export function useTrash() {
  const { pas } = useClients();
  return useQuery({ queryKey: queryKeys.trash, queryFn: () => pas.listTrash({}) });
}

/** What would go with a run or a project; looked at anew each time it is asked for. */
export function useDeletion(
  subject: { kind: 'run'; runId: string } | { kind: 'project'; projectId: number },
) {
  const { pas, plms } = useClients();
  const isRun = subject.kind === 'run';
  return useQuery({
    queryKey: queryKeys.deletion(isRun ? subject.runId : String(subject.projectId)),
    queryFn: () =>
      isRun
        ? pas.previewRunDeletion({ run_id: subject.runId })
        : plms.previewProjectDeletion({ project_id: subject.projectId }),
    gcTime: 0,
  });
}

export function useRepositories() {
  const { plms } = useClients();
  return useQuery({
    queryKey: queryKeys.repositories,
    queryFn: () => plms.listRepositories({}),
  });
}
