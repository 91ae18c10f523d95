/**
 * What a repository's own command gave on a tree that runs start from: measured once for a commit,
 * a command and what is installed. And measurements by the tree they were taken on.
 */
export const baseResults = `
CREATE TABLE base_results (
  key TEXT PRIMARY KEY,
  result TEXT NOT NULL,
  measured_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kpis_by_tree ON kpis(name, json_extract(evidence, '$.tree_hash')) WHERE source = 'measured';
`;
