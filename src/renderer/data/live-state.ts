import type { Output, pasContract } from '#shared/contract/contract.ts';
import type { Project } from '#shared/contract/plms-schemas.ts';
import type { Approval, Lane, RunStatus, RunSummary } from '#shared/contract/pas-schemas.ts';

type Portfolio = Output<typeof pasContract.portfolioStatus>;

/** What a run's status holds beside its summary. */
export type RunParts = Pick<RunStatus, 'tasks' | 'gates' | 'kpi_violations' | 'left_out'>;

/**
 * What the window has read, each thing once: every place that shows a figure takes it from here, so
 * that two places cannot disagree. Lists keep only the order of ids; null: not read yet.
 */
export interface LiveState {
  readonly runs: ReadonlyMap<string, RunSummary>;
  readonly parts: ReadonlyMap<string, RunParts>;
  readonly runOrder: readonly string[] | null;
  readonly projects: ReadonlyMap<number, Project>;
  readonly projectOrder: readonly number[] | null;
  readonly approvals: ReadonlyMap<number, Approval>;
  readonly approvalOrder: readonly number[] | null;
  readonly lanes: readonly Lane[] | null;
  readonly portfolio: Portfolio | null;
  /**
   * Runs whose count of ended tasks may fall: re-run, or touched by something not understood. Of
   * any other run an answer with fewer ended tasks is an older one that came late.
   */
  readonly reopened: ReadonlySet<string>;
}

export const NOTHING_KNOWN: LiveState = {
  runs: new Map(),
  parts: new Map(),
  runOrder: null,
  projects: new Map(),
  projectOrder: null,
  approvals: new Map(),
  approvalOrder: null,
  lanes: null,
  portfolio: null,
  reopened: new Set(),
};

/** A copy of the map with one entry set. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}
