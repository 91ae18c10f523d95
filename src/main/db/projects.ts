import type { BreachPolicy } from '#shared/breach-policy.ts';
import type { ProjectState } from '#shared/states.ts';
import type { Reader, Writer } from './open-ledger.ts';

export interface ProjectRow {
  project_id: number;
  name: string;
  description: string;
  tags: string;
  status: ProjectState;
  repo: string | null;
  template: string | null;
  weight: number;
  registered: 0 | 1;
  current_run_id: string | null;
  /** 1: its current run was completed against its gates; null: it has none. */
  overridden: 0 | 1 | null;
  /** What its current run asks about its budget. */
  budget_question: string | null;
  budget_caps: string | null;
  breach_policy: BreachPolicy;
  initial_context: string | null;
  facts: string | null;
  plan: string | null;
  totals: string | null;
  created_at: number;
  updated_at: number;
  /** The deletion it went with; null while it is not in the trash. */
  trash_id: number | null;
}

// A current run that lies in the trash is none, until it is restored.
const COLUMNS = `project_id, name, description, tags, status, repo, template, weight, registered, budget_caps, breach_policy, initial_context,
  facts, plan, totals, created_at, updated_at, trash_id,
  (SELECT r.run_id FROM runs r WHERE r.run_id = projects.current_run_id AND r.trash_id IS projects.trash_id) AS current_run_id,
  (SELECT r.override IS NOT NULL FROM runs r WHERE r.run_id = projects.current_run_id AND r.trash_id IS projects.trash_id) AS overridden,
  (SELECT a.question FROM approvals a WHERE a.run_id = projects.current_run_id AND a.status = 'pending' AND a.action IS NULL) AS budget_question`;

/** Reading projects. */
export function createProjectReads(reader: Reader) {
  const byId = reader.prepare(`SELECT ${COLUMNS} FROM projects WHERE project_id = ?`);
  const repo = reader.prepare('SELECT repo FROM projects WHERE project_id = ?').pluck();
  const search = reader.prepare(
    `SELECT ${COLUMNS} FROM projects WHERE registered = 1 AND trash_id IS NULL AND (@status IS NULL OR status = @status)
     AND (@q IS NULL OR instr(lower(name || ' ' || description), lower(@q)) > 0) ORDER BY created_at DESC, project_id DESC LIMIT @limit`,
  );
  const weights = reader.prepare('SELECT project_id, weight FROM projects');
  const total = reader
    .prepare('SELECT count(*) FROM projects WHERE registered = 1 AND trash_id IS NULL')
    .pluck();
  return {
    get: (id: number) => byId.get(id) as ProjectRow | undefined,
    /** A project's repository alone: plans and facts beside it are large. */
    repoOf: (id: number) => (repo.get(id) as string | null | undefined) ?? null,
    search: (filter: { status?: string | undefined; q?: string | undefined; limit: number }) =>
      search.all({
        status: filter.status ?? null,
        q: filter.q ?? null,
        limit: filter.limit,
      }) as ProjectRow[],
    weights: () => weights.all() as { project_id: number; weight: number }[],
    countRegistered: () => total.get() as number,
  };
}

export interface NewProject {
  name: string;
  description: string;
  tags: readonly string[];
  repo: string | null;
  template: string | null;
  initialContext: string | null;
  nowMs: number;
}

// The first free number above the registered ones: a client of PAS may have taken any, the largest
// one too.
const NEXT_ID = `(
  SELECT min(taken.id) + 1 FROM (
    SELECT coalesce(max(project_id), 0) AS id FROM projects WHERE registered = 1
    UNION ALL SELECT project_id FROM projects
  ) AS taken
  WHERE taken.id >= (SELECT coalesce(max(project_id), 0) FROM projects WHERE registered = 1)
    AND NOT EXISTS (SELECT 1 FROM projects WHERE project_id = taken.id + 1))`;

/** Changing projects. */
export function createProjectWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO projects (project_id, name, description, tags, status, repo, template, registered, initial_context, created_at, updated_at)
     VALUES (${NEXT_ID}, @name, @description, @tags, 'ideation', @repo, @template, 1, @initialContext, @nowMs, @nowMs)`,
  );
  // A client of PAS may use any project number without registering it first.
  const ensure = writer.prepare(
    `INSERT OR IGNORE INTO projects (project_id, name, status, registered, created_at, updated_at)
     VALUES (@id, 'Project ' || CAST(@id AS INTEGER), 'executing', 0, @nowMs, @nowMs)`,
  );
  const status = writer.prepare(
    'UPDATE projects SET status = @status, updated_at = @nowMs WHERE project_id = @id',
  );
  const run = writer.prepare(
    'UPDATE projects SET current_run_id = @runId, status = @status, updated_at = @nowMs WHERE project_id = @id',
  );
  const weight = writer.prepare(
    'UPDATE projects SET weight = ?, updated_at = ? WHERE project_id = ?',
  );
  const facts = writer.prepare('UPDATE projects SET facts = ? WHERE project_id = ?');
  return {
    ...createPlanWrites(writer),
    insert: (p: NewProject) =>
      Number(insert.run({ ...p, tags: JSON.stringify(p.tags) }).lastInsertRowid),
    ensure: (id: number, nowMs: number) => ensure.run({ id, nowMs }),
    setStatus: (id: number, value: ProjectState, nowMs: number) =>
      status.run({ id, status: value, nowMs }),
    setRun: (values: { id: number; runId: string; status: ProjectState; nowMs: number }) =>
      run.run(values),
    setWeight: (id: number, value: number, nowMs: number) => weight.run(value, nowMs, id),
    setFacts: (id: number, value: string) => facts.run(value, id),
  };
}

/** What planning, estimating and approving leave on a project. */
function createPlanWrites(writer: Writer) {
  const plan = writer.prepare(
    'UPDATE projects SET plan = @plan, facts = @facts, totals = NULL, status = @status, updated_at = @nowMs WHERE project_id = @id',
  );
  const estimate = writer.prepare(
    'UPDATE projects SET plan = @plan, totals = @totals, status = @status, updated_at = @nowMs WHERE project_id = @id',
  );
  const caps = writer.prepare(
    'UPDATE projects SET budget_caps = @caps, breach_policy = @breachPolicy, status = @status, updated_at = @nowMs WHERE project_id = @id',
  );
  return {
    setPlan: (values: {
      id: number;
      plan: string;
      facts: string | null;
      status: ProjectState;
      nowMs: number;
    }) => plan.run(values),
    setEstimate: (values: {
      id: number;
      plan: string;
      totals: string;
      status: ProjectState;
      nowMs: number;
    }) => estimate.run(values),
    setCaps: (values: {
      id: number;
      caps: string;
      breachPolicy: BreachPolicy;
      status: ProjectState;
      nowMs: number;
    }) => caps.run(values),
  };
}
