/**
 * What a repository's own command gave on a tree that runs start from: measured once for a commit,
 * a command and what is installed.
 */
export const baseResults = `
CREATE TABLE base_results (
  key TEXT PRIMARY KEY,
  result TEXT NOT NULL,
  measured_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
