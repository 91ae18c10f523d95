/** The execution spine. Times are epoch milliseconds, money integer micro-dollars. */
export const spine = `
CREATE TABLE projects (
  project_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  status TEXT NOT NULL,
  repo TEXT,
  template TEXT,
  weight REAL NOT NULL DEFAULT 1,
  registered INTEGER NOT NULL DEFAULT 0,
  current_run_id TEXT,
  budget_caps TEXT,
  initial_context TEXT,
  facts TEXT,
  plan TEXT,
  totals TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
  run_id TEXT PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects(project_id),
  kind TEXT NOT NULL,
  declared_mode TEXT,
  status TEXT NOT NULL,
  reason TEXT,
  verification TEXT NOT NULL DEFAULT 'unverified',
  cap_micro INTEGER,
  cap_tokens INTEGER,
  cap_energy_kwh REAL,
  parent_run_id TEXT,
  seed INTEGER NOT NULL,
  passport TEXT,
  override TEXT,
  tasks_total INTEGER NOT NULL DEFAULT 0,
  tasks_terminal INTEGER NOT NULL DEFAULT 0,
  tasks_failed INTEGER NOT NULL DEFAULT 0,
  tasks_synthetic INTEGER NOT NULL DEFAULT 0,
  spend_micro INTEGER NOT NULL DEFAULT 0,
  spend_tokens INTEGER NOT NULL DEFAULT 0,
  spend_energy_kwh REAL NOT NULL DEFAULT 0,
  energy_unknown INTEGER NOT NULL DEFAULT 0,
  last_card_at INTEGER,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
) STRICT;
CREATE INDEX runs_by_status ON runs(status);
CREATE INDEX runs_by_project ON runs(project_id, created_at);

CREATE TABLE worktrees (
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  repo TEXT NOT NULL,
  path TEXT NOT NULL,
  branch TEXT NOT NULL,
  base_commit TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, repo)
) STRICT;

CREATE TABLE tasks (
  task_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  project_id INTEGER NOT NULL,
  lane TEXT NOT NULL,
  kind TEXT NOT NULL,
  complexity TEXT NOT NULL,
  title TEXT NOT NULL,
  priority REAL NOT NULL,
  ci_width REAL NOT NULL,
  deadline_at INTEGER,
  budget_micro INTEGER NOT NULL,
  payload TEXT NOT NULL,
  mode TEXT,
  status TEXT NOT NULL,
  reason TEXT,
  attempt INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL DEFAULT 0,
  lease_losses INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  progress REAL NOT NULL DEFAULT 0,
  reserved_micro INTEGER NOT NULL DEFAULT 0,
  estimate TEXT NOT NULL,
  superseded_by TEXT,
  queued_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
) STRICT;
CREATE INDEX tasks_by_run ON tasks(run_id, seq);
CREATE INDEX tasks_live ON tasks(status) WHERE status IN ('queued', 'running', 'waiting_io');

CREATE TABLE task_deps (
  task_id TEXT NOT NULL REFERENCES tasks(task_id),
  dep_id TEXT NOT NULL REFERENCES tasks(task_id),
  PRIMARY KEY (task_id, dep_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
  task_id TEXT NOT NULL REFERENCES tasks(task_id),
  attempt INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  executor TEXT NOT NULL,
  pid INTEGER,
  pid_ticks TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT,
  failure_class TEXT,
  reason TEXT,
  PRIMARY KEY (task_id, attempt)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_open ON attempts(task_id) WHERE ended_at IS NULL;

CREATE TABLE receipts (
  task_id TEXT PRIMARY KEY REFERENCES tasks(task_id),
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  lane TEXT NOT NULL,
  provider TEXT NOT NULL,
  mode TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  status TEXT NOT NULL,
  tokens_in INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  tokens_think INTEGER NOT NULL,
  tokens_tool_use INTEGER NOT NULL,
  time_ms REAL NOT NULL,
  cpu_ms REAL,
  cost_micro INTEGER NOT NULL,
  cost_known INTEGER NOT NULL,
  energy_kwh REAL,
  energy_source TEXT NOT NULL,
  carbon_kg REAL,
  echo_cos REAL,
  artifacts_path TEXT,
  failure_class TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX receipts_by_run ON receipts(run_id);
CREATE INDEX receipts_by_day ON receipts(created_at);

CREATE TABLE kpis (
  kpi_id INTEGER PRIMARY KEY,
  task_id TEXT REFERENCES tasks(task_id),
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT NOT NULL,
  threshold TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX kpis_by_run ON kpis(run_id);

CREATE TABLE approvals (
  approval_id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  question TEXT NOT NULL,
  proposed_micro INTEGER,
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  actor TEXT,
  reason TEXT
) STRICT;
CREATE INDEX approvals_pending ON approvals(run_id) WHERE status = 'pending';

CREATE TABLE budget_changes (
  change_id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  actor TEXT NOT NULL,
  reason TEXT,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE idempotency (
  operation TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  response TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (operation, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_age ON idempotency(created_at);

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  ts INTEGER NOT NULL,
  type TEXT NOT NULL,
  project_id INTEGER,
  run_id TEXT,
  task_id TEXT,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_run ON events(run_id, seq);

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE repositories (path TEXT PRIMARY KEY, name TEXT NOT NULL, last_opened_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
