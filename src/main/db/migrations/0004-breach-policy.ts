/**
 * What becomes of a run whose budget is breached: said when its project is approved or at its
 * start.
 */
export const breachPolicy = `
ALTER TABLE projects ADD COLUMN breach_policy TEXT NOT NULL DEFAULT 'pause';
ALTER TABLE runs ADD COLUMN breach_policy TEXT NOT NULL DEFAULT 'pause';
`;
