import type { BreachPolicy } from '#shared/breach-policy.ts';
import type { GateState, RunKind, RunState } from '#shared/states.ts';
import type { Reader, Writer } from './open-ledger.ts';

export interface RunRow {
  run_id: string;
  project_id: number;
  kind: RunKind;
  declared_mode: 'real' | 'synthetic' | null;
  status: RunState;
  reason: string | null;
  verification: GateState;
  cap_micro: number | null;
  cap_tokens: number | null;
  cap_energy_kwh: number | null;
  /** Of time, ms. */
  cap_ms: number | null;
  /** Time it worked, without the stretch that goes on now; when that began, or null: it stands. */
  worked_ms: number;
  working_since: number | null;
  parent_run_id: string | null;
  seed: number;
  override: string | null;
  /** 1 once a person let it go on past its projection; 0 again when the cap changes. */
  projection_accepted: 0 | 1;
  /** 1 once a person let it go on past its time; 0 again when that cap changes. */
  overtime_accepted: 0 | 1;
  breach_policy: BreachPolicy;
  /** The deletion it went with; null while it is not in the trash. */
  trash_id: number | null;
  tasks_total: number;
  tasks_terminal: number;
  tasks_failed: number;
  tasks_synthetic: number;
  spend_micro: number;
  spend_tokens: number;
  spend_energy_kwh: number;
  energy_unknown: number;
  last_card_at: number | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
}

export interface RunFilter {
  projectId?: number | undefined;
  status?: string | undefined;
  q?: string | undefined;
  limit: number;
}

// All but the passport: it is long, and asked for by itself.
const COLUMNS = `run_id, project_id, kind, declared_mode, status, reason, verification, cap_micro, cap_tokens, cap_energy_kwh,
  cap_ms, worked_ms, working_since, parent_run_id, seed, override, projection_accepted, overtime_accepted, breach_policy, trash_id, tasks_total, tasks_terminal, tasks_failed, tasks_synthetic, spend_micro,
  spend_tokens, spend_energy_kwh, energy_unknown, last_card_at, created_at, started_at, ended_at`;

const TOTALS =
  'tasks_total, tasks_terminal, tasks_failed, spend_micro, spend_energy_kwh, energy_unknown, spend_tokens';

/** Reading runs. */
export function createRunReads(reader: Reader) {
  const byId = reader.prepare(`SELECT ${COLUMNS} FROM runs WHERE run_id = ?`);
  const open = reader.prepare(
    `SELECT ${COLUMNS} FROM runs WHERE status NOT IN ('completed', 'failed', 'terminated', 'needs_review')`,
  );
  const search = reader.prepare(
    `SELECT ${COLUMNS} FROM runs WHERE trash_id IS NULL AND (@projectId IS NULL OR project_id = @projectId) AND (@status IS NULL OR status = @status)
     AND (@q IS NULL OR instr(lower(run_id), lower(@q)) > 0) ORDER BY created_at DESC, run_id DESC LIMIT @limit`,
  );
  const ofProject = reader.prepare(
    `SELECT ${COLUMNS} FROM runs WHERE project_id = ? AND trash_id IS NULL ORDER BY created_at, run_id`,
  );
  const spent = reader
    .prepare('SELECT coalesce(sum(spend_micro), 0) FROM runs WHERE project_id = ?')
    .pluck();
  const totals = reader.prepare(`SELECT ${TOTALS} FROM runs WHERE run_id = ?`);
  const status = reader.prepare('SELECT status FROM runs WHERE run_id = ?').pluck();
  const passport = reader.prepare('SELECT passport FROM runs WHERE run_id = ?').pluck();
  const leftOut = reader
    .prepare("SELECT json_extract(passport, '$.left_out') FROM runs WHERE run_id = ?")
    .pluck();
  return {
    /** JSON text of the plan's tasks that are not part of the run; null where it names none. */
    leftOutOf: (runId: string) => (leftOut.get(runId) ?? null) as string | null,
    /** JSON text; null before the run has started. */
    passportOf: (runId: string) => passport.get(runId) as string | null | undefined,
    /** Micro-dollars all runs of a project spent so far. */
    spentByProject: (projectId: number) => spent.get(projectId) as number,
    get: (runId: string) => byId.get(runId) as RunRow | undefined,
    statusOf: (runId: string) => status.get(runId) as RunRow['status'] | undefined,
    totalsOf: (runId: string) => totals.get(runId) as RunTotalsRow | undefined,
    /** Runs that the scheduler must have: not ended and not in review. */
    listOpen: () => open.all() as RunRow[],
    /** Those in the trash are left out. */
    listOfProject: (projectId: number) => ofProject.all(projectId) as RunRow[],
    search: (filter: RunFilter) =>
      search.all({
        projectId: filter.projectId ?? null,
        status: filter.status ?? null,
        q: filter.q ?? null,
        limit: filter.limit,
      }) as RunRow[],
  };
}

/** The columns that say which run it is and what may follow its state. */
export type RunStage = Pick<RunRow, 'run_id' | 'project_id' | 'status'>;

/** The columns of what a run may use. */
export type RunCaps = Pick<RunRow, 'cap_micro' | 'cap_tokens' | 'cap_energy_kwh' | 'cap_ms'>;

/** The columns of what a run used of its time. */
export type RunTime = Pick<RunRow, 'cap_ms' | 'worked_ms' | 'working_since'>;

/** The columns of what a run used. */
export type RunSpend = Pick<RunRow, 'spend_micro' | 'spend_tokens' | 'spend_energy_kwh'>;

/** The columns that say how far a run is and what it used. */
export type RunTotalsRow = Pick<
  RunRow,
  | 'tasks_total'
  | 'tasks_terminal'
  | 'tasks_failed'
  | 'spend_micro'
  | 'spend_energy_kwh'
  | 'energy_unknown'
  | 'spend_tokens'
>;

export type NewRun = Pick<
  RunRow,
  'run_id' | 'project_id' | 'kind' | 'declared_mode' | 'seed' | 'created_at' | 'parent_run_id'
>;

/** What an ended attempt, or a late report of one, adds to its run's counters. */
export interface RunTally {
  runId: string;
  /** How its task ended with it; null when the task goes on, or ended before. */
  ended: 'succeeded' | 'failed' | 'skipped' | null;
  micro: number;
  tokens: number;
  energyKwh: number;
  /** 1 when the attempt's energy is not known, -1 when a late report gave it. */
  energyUnknown: 1 | 0 | -1;
}

/** Sets the clock of the time that a run works: it goes where `works` holds, else it stands. */
function clock(works: string): string {
  return `worked_ms = worked_ms + max(0, @nowMs - coalesce(working_since, @nowMs)),
     working_since = iif(${works}, @nowMs, NULL)`;
}

/** A run's state and settings; every call belongs inside a transaction of the group commit. */
export function createRunWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO runs (run_id, project_id, kind, declared_mode, status, seed, created_at, parent_run_id)
     VALUES (@run_id, @project_id, @kind, @declared_mode, 'pending', @seed, @created_at, @parent_run_id)`,
  );
  const state = writer.prepare(
    `UPDATE runs SET status = @status, reason = @reason, ended_at = @endedAt, ${clock("@status IN ('executing', 'validating')")} WHERE run_id = @runId`,
  );
  const works = writer.prepare(
    `UPDATE runs SET ${clock('@works')} WHERE run_id = @runId AND status = 'executing'`,
  );
  const start = writer.prepare(
    `UPDATE runs SET status = 'executing', reason = NULL, kind = @kind, declared_mode = @declaredMode, cap_micro = @capMicro,
     cap_tokens = @capTokens, cap_energy_kwh = @capEnergyKwh, cap_ms = @capMs, breach_policy = @breachPolicy, passport = @passport, started_at = @startedAt,
     working_since = @startedAt WHERE run_id = @runId`,
  );
  const verification = writer.prepare('UPDATE runs SET verification = ? WHERE run_id = ?');
  const caps = writer.prepare(
    'UPDATE runs SET cap_micro = @capMicro, cap_tokens = @capTokens, cap_energy_kwh = @capEnergyKwh, cap_ms = @capMs WHERE run_id = @runId',
  );
  const accepted = writer.prepare('UPDATE runs SET projection_accepted = ? WHERE run_id = ?');
  const overtime = writer.prepare('UPDATE runs SET overtime_accepted = ? WHERE run_id = ?');
  const override = writer.prepare('UPDATE runs SET override = ? WHERE run_id = ?');
  return {
    ...createRunCounters(writer),
    insert: (run: NewRun) => insert.run(run),
    setState: (
      runId: string,
      status: RunState,
      reason: string | null,
      at: { endedAt: number | null; nowMs: number },
    ) => state.run({ runId, status, reason, ...at }),
    /** Whether an executing run works, or the whole of it waits for a person. */
    setWorks: (runId: string, doesWork: boolean, nowMs: number) =>
      works.run({ runId, works: doesWork ? 1 : 0, nowMs }),
    start: (values: RunStart) => start.run(values),
    setVerification: (runId: string, value: GateState) => verification.run(value, runId),
    setCaps: (
      values: Pick<RunStart, 'runId' | 'capMicro' | 'capTokens' | 'capEnergyKwh' | 'capMs'>,
    ) => caps.run(values),
    setProjectionAccepted: (runId: string, value: 0 | 1) => accepted.run(value, runId),
    setOvertimeAccepted: (runId: string, value: 0 | 1) => overtime.run(value, runId),
    setOverride: (runId: string, text: string) => override.run(text, runId),
  };
}

export interface RunStart {
  runId: string;
  kind: RunKind;
  declaredMode: string | null;
  capMicro: number | null;
  capTokens: number | null;
  capEnergyKwh: number | null;
  capMs: number | null;
  breachPolicy: BreachPolicy;
  passport: string;
  startedAt: number;
}

/** Counters move in the transaction of what they count. */
function createRunCounters(writer: Writer) {
  const card = writer.prepare(
    `UPDATE runs SET tasks_total = tasks_total + 1, last_card_at = ? WHERE run_id = ? RETURNING ${TOTALS}`,
  );
  const synthetic = writer.prepare(
    'UPDATE runs SET tasks_synthetic = tasks_synthetic + 1 WHERE run_id = ?',
  );
  const tally = writer.prepare(
    `UPDATE runs SET tasks_terminal = tasks_terminal + @ended, tasks_failed = tasks_failed + @failed, spend_micro = spend_micro + @micro,
     spend_tokens = spend_tokens + @tokens, spend_energy_kwh = spend_energy_kwh + @energy, energy_unknown = max(0, energy_unknown + @unknown)
     WHERE run_id = @runId RETURNING ${TOTALS}`,
  );
  const reopen = writer.prepare(
    'UPDATE runs SET tasks_terminal = tasks_terminal - @terminal, tasks_failed = tasks_failed - @failed WHERE run_id = @runId',
  );
  return {
    /** Answers how the run stands with the card. */
    countCard: (runId: string, nowMs: number) => card.get(nowMs, runId) as RunTotalsRow,
    countSynthetic: (runId: string) => synthetic.run(runId),
    /** Answers how the run stands after it. */
    addTally: (value: RunTally) =>
      tally.get({
        runId: value.runId,
        ended: value.ended === null ? 0 : 1,
        failed: value.ended === 'failed' ? 1 : 0,
        micro: value.micro,
        tokens: value.tokens,
        energy: value.energyKwh,
        unknown: value.energyUnknown,
      }) as RunTotalsRow,
    /** Ended tasks that are queued again; what they spent stays spent. */
    reopenTasks: (runId: string, terminal: number, failed: number) =>
      reopen.run({ runId, terminal, failed }),
  };
}
