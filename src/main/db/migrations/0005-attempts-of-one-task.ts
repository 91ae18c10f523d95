/**
 * A re-run is the next attempt of the same task, and every ended attempt has a receipt. A task that
 * was replaced in a re-run becomes the earlier attempts of the first one in its line, whose id was
 * handed out first and on which other tasks depend; the other ids stay known as aliases. Attempts
 * that ended without a receipt get one whose cost is unknown, because nobody wrote it down; no
 * run's spend changes.
 */
export const attemptsOfOneTask = `
CREATE TABLE unrun AS SELECT r.task_id FROM receipts r
  LEFT JOIN attempts a ON a.task_id = r.task_id AND a.attempt = r.attempt
  WHERE a.task_id IS NULL OR (a.outcome IS NOT r.status AND NOT (a.outcome IS 'lost' AND r.failure_class IS 'lease_lost'));
INSERT INTO attempts (task_id, attempt, epoch, executor, started_at, ended_at, outcome, failure_class, reason)
  SELECT t.task_id, t.attempt + 1, t.epoch, CASE r.provider WHEN 'none' THEN 'none' ELSE 'external' END, r.created_at, r.created_at,
    r.status, NULL, t.reason FROM unrun u JOIN tasks t ON t.task_id = u.task_id JOIN receipts r ON r.task_id = u.task_id;
UPDATE receipts SET attempt = (SELECT attempt + 1 FROM tasks t WHERE t.task_id = receipts.task_id)
  WHERE task_id IN (SELECT task_id FROM unrun);
UPDATE tasks SET attempt = attempt + 1 WHERE task_id IN (SELECT task_id FROM unrun);
DROP TABLE unrun;

CREATE TABLE receipts_of_attempts (
  task_id TEXT NOT NULL REFERENCES tasks(task_id),
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
  created_at INTEGER NOT NULL,
  filled_at INTEGER,
  PRIMARY KEY (task_id, attempt)
) STRICT;
INSERT INTO receipts_of_attempts SELECT *, NULL FROM receipts ORDER BY rowid;
INSERT INTO receipts_of_attempts
  SELECT a.task_id, t.run_id, t.lane, 'none', coalesce(t.mode, 'real'), a.attempt,
    CASE WHEN a.outcome IS 'lost' OR a.failure_class IS 'lease_lost' THEN 'lost' ELSE 'failed' END,
    0, 0, 0, 0, max(0, a.ended_at - a.started_at), NULL, 0, 0, NULL, 'unknown', NULL, NULL, NULL, a.failure_class, a.ended_at, NULL
  FROM attempts a JOIN tasks t ON t.task_id = a.task_id
  WHERE a.ended_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.task_id = a.task_id AND r.attempt = a.attempt);
DROP TABLE receipts;
ALTER TABLE receipts_of_attempts RENAME TO receipts;

ALTER TABLE tasks ADD COLUMN attempts_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kpis ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
UPDATE kpis SET attempt = max(t.attempt, 1) FROM tasks t WHERE t.task_id = kpis.task_id;

CREATE TABLE line AS
  WITH RECURSIVE link (task_id, first_id, position) AS (
    SELECT task_id, task_id, 0 FROM tasks WHERE superseded_by IS NOT NULL
      AND task_id NOT IN (SELECT superseded_by FROM tasks WHERE superseded_by IS NOT NULL)
    UNION ALL
    SELECT t.superseded_by, link.first_id, link.position + 1 FROM link JOIN tasks t ON t.task_id = link.task_id
      WHERE t.superseded_by IS NOT NULL
  )
  SELECT link.*, coalesce(sum(t.attempt) OVER before, 0) AS attempts_before, coalesce(sum(t.epoch) OVER before, 0) AS epochs_before,
    t.superseded_by IS NULL AS is_last
  FROM link JOIN tasks t ON t.task_id = link.task_id
  WINDOW before AS (PARTITION BY first_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
CREATE UNIQUE INDEX line_by_task ON line(task_id);
UPDATE attempts SET task_id = l.first_id, attempt = attempts.attempt + l.attempts_before, epoch = attempts.epoch + l.epochs_before
  FROM line l WHERE l.task_id = attempts.task_id AND l.position > 0;
UPDATE receipts SET task_id = l.first_id, attempt = receipts.attempt + l.attempts_before
  FROM line l WHERE l.task_id = receipts.task_id AND l.position > 0;
UPDATE kpis SET task_id = l.first_id, attempt = kpis.attempt + l.attempts_before
  FROM line l WHERE l.task_id = kpis.task_id AND l.position > 0;
UPDATE tasks SET mode = coalesce(l.mode, tasks.mode), status = l.status, reason = l.reason, attempt = l.attempts_before + l.own_attempts,
    epoch = l.epochs_before + l.own_epochs, attempts_before = l.attempts_before, lease_losses = l.lease_losses, not_before = l.not_before,
    progress = l.progress, reserved_micro = l.reserved_micro, estimate = l.estimate, queued_at = l.queued_at, started_at = l.started_at,
    ended_at = l.ended_at
  FROM (SELECT line.first_id, line.attempts_before, line.epochs_before, t.attempt AS own_attempts, t.epoch AS own_epochs, t.mode, t.status,
      t.reason, t.lease_losses, t.not_before, t.progress, t.reserved_micro, t.estimate, t.queued_at, t.started_at, t.ended_at
    FROM line JOIN tasks t ON t.task_id = line.task_id WHERE line.is_last) AS l
  WHERE tasks.task_id = l.first_id;
INSERT OR IGNORE INTO task_deps SELECT d.task_id, l.first_id FROM task_deps d JOIN line l ON l.task_id = d.dep_id AND l.position > 0
  WHERE d.task_id NOT IN (SELECT task_id FROM line WHERE position > 0);
DELETE FROM task_deps WHERE task_id IN (SELECT task_id FROM line WHERE position > 0)
  OR dep_id IN (SELECT task_id FROM line WHERE position > 0);
CREATE TABLE task_aliases (alias TEXT PRIMARY KEY, task_id TEXT NOT NULL REFERENCES tasks(task_id)) STRICT, WITHOUT ROWID;
INSERT INTO task_aliases SELECT task_id, first_id FROM line WHERE position > 0;
CREATE INDEX task_aliases_by_task ON task_aliases(task_id);
CREATE INDEX kpis_by_task ON kpis(task_id);
CREATE INDEX task_deps_by_dep ON task_deps(dep_id);
DELETE FROM tasks WHERE task_id IN (SELECT task_id FROM line WHERE position > 0);
DROP TABLE line;
ALTER TABLE tasks DROP COLUMN superseded_by;

CREATE INDEX receipts_by_run ON receipts(run_id, created_at, cost_micro);
CREATE INDEX receipts_by_day ON receipts(created_at);
CREATE INDEX receipts_filled ON receipts(filled_at) WHERE filled_at IS NOT NULL;
UPDATE runs SET energy_unknown = (SELECT count(*) FROM receipts r WHERE r.run_id = runs.run_id AND r.energy_kwh IS NULL);
`;
