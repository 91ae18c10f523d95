/**
 * A run's cap of time, what of it is used, and whether a person let it go on over that. Pauses
 * before this step are not told apart: they count in runs that are given a cap of time later.
 */
export const timeCaps = `
ALTER TABLE runs ADD COLUMN cap_ms INTEGER;
ALTER TABLE runs ADD COLUMN worked_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN working_since INTEGER;
ALTER TABLE runs ADD COLUMN overtime_accepted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE approvals ADD COLUMN proposed_ms INTEGER;
UPDATE runs SET working_since = started_at WHERE status IN ('executing', 'validating');
`;
