import type { Project } from './state.ts';

const HALF_LIFE_MS = 60_000;
const RATE = Math.LN2 / HALF_LIFE_MS;

export function createProject(projectId: number): Project {
  return {
    projectId,
    weight: 1,
    queued: 0,
    running: 0,
    runs: 0,
    servedMs: 0,
    servedAtMs: -Infinity,
  };
}

/**
 * Brings the project's forgotten lane time up to now: S(t) = S·e^(−λΔ) + running·(1 − e^(−λΔ))/λ,
 * exact while the number of running tasks is constant. Call before it changes. A clock set back
 * adds nothing.
 */
export function accrue(project: Project, nowMs: number): void {
  const passedMs = project.servedAtMs === -Infinity ? 0 : Math.max(0, nowMs - project.servedAtMs);
  const kept = Math.exp(-RATE * passedMs);
  project.servedMs = project.servedMs * kept + (project.running * (1 - kept)) / RATE;
  project.servedAtMs = nowMs;
}

/** Share of lane time by active project; empty while nothing was served. */
export function sharesOf(projects: Iterable<Project>, nowMs: number): Map<number, number> {
  const active = [...projects].filter((p) => p.runs > 0 || p.running > 0 || p.queued > 0);
  for (const project of active) accrue(project, nowMs);
  const total = active.reduce((sum, project) => sum + project.servedMs, 0);
  if (total <= 0) return new Map();
  return new Map(active.map((project) => [project.projectId, project.servedMs / total]));
}
