/**
 * Decisions about actions are rules; approvals ask about commands and repositories as well as
 * budgets, and end by themselves. A task knows who asked for it, and a receipt which rule its
 * attempt ran under.
 */
export const rules = `
CREATE TABLE rules (
  rule_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  action TEXT NOT NULL,
  shown TEXT NOT NULL,
  decision TEXT NOT NULL,
  scope TEXT NOT NULL,
  scope_ref TEXT,
  condition TEXT,
  approval_id INTEGER REFERENCES approvals(approval_id),
  actor TEXT NOT NULL,
  reason TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  ended_at INTEGER,
  ended_by TEXT,
  ended_reason TEXT
) STRICT;
CREATE INDEX rules_by_action ON rules(action) WHERE ended_at IS NULL;

ALTER TABLE approvals ADD COLUMN task_id TEXT REFERENCES tasks(task_id);
ALTER TABLE approvals ADD COLUMN action TEXT;
ALTER TABLE approvals ADD COLUMN shown TEXT;
ALTER TABLE approvals ADD COLUMN requester TEXT;
ALTER TABLE approvals ADD COLUMN asked_by TEXT;
ALTER TABLE approvals ADD COLUMN expires_at INTEGER;
ALTER TABLE approvals ADD COLUMN rule_id INTEGER REFERENCES rules(rule_id);
UPDATE approvals SET expires_at = created_at + 86400000 WHERE status = 'pending';
CREATE UNIQUE INDEX approvals_asked_once ON approvals(run_id, action) WHERE status = 'pending' AND action IS NOT NULL;

ALTER TABLE tasks ADD COLUMN requester TEXT NOT NULL DEFAULT 'local_user';
ALTER TABLE tasks ADD COLUMN asked_by TEXT NOT NULL DEFAULT 'local';
ALTER TABLE tasks ADD COLUMN rule_id INTEGER;
ALTER TABLE receipts ADD COLUMN rule_id INTEGER;
`;
