/** The checkout that a run's worktree was made of: its commit, and its uncommitted changes. */
export const baseOfARun = `
ALTER TABLE worktrees ADD COLUMN checkout_commit TEXT;
ALTER TABLE worktrees ADD COLUMN uncommitted INTEGER;
ALTER TABLE worktrees ADD COLUMN with_changes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE worktrees ADD COLUMN lacks TEXT NOT NULL DEFAULT '[]';
`;
