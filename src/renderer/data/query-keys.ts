/** Names of the cached reads. An event invalidates by these prefixes. */
export const queryKeys = {
  health: ['health'] as const,
  portfolio: ['portfolio'] as const,
  lanes: ['lanes'] as const,
  runs: ['runs'] as const,
  run: (runId: string) => ['run', runId] as const,
  outcome: (runId: string) => ['outcome', runId] as const,
  failures: (runId: string) => ['failures', runId] as const,
  log: (runId: string, part: string) => ['log', runId, part] as const,
  changes: (runId: string) => ['changes', runId] as const,
  diff: (runId: string, path: string) => ['diff', runId, path] as const,
  task: (taskId: string) => ['task', taskId] as const,
  receipts: (runId: string) => ['receipts', runId] as const,
  approvals: ['approvals'] as const,
  rules: ['rules'] as const,
  projects: ['projects'] as const,
  project: (projectId: number) => ['project', projectId] as const,
  trash: ['trash'] as const,
  deletion: (subject: string) => ['deletion', subject] as const,
  repositories: ['repositories'] as const,
};

export type QueryKey = readonly (string | number)[];
