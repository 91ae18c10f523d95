/**
 * A stored picture of files, symbols and edges; every list is sorted, so that two of them can be
 * compared line by line.
 */
export interface Snapshot {
  schema: 'slipway.code-index.snapshot/1';
  git_sha: string | null;
  created_at: string;
  files: { path: string; hash: string; lang: string }[];
  symbols: {
    /** SymbolKey. */
    id: string;
    file: string;
    line: number;
    column: number;
    end_line: number;
    kind: string;
    name: string;
    qualified: string;
  }[];
  edges: {
    from: string;
    to: string;
    kind: 'calls' | 'imports' | 'inherits';
    tier: 'certain' | 'possible';
    reason: string;
    line: number;
  }[];
}

export interface SnapshotDifference {
  files: { added: string[]; removed: string[]; changed: string[] };
  symbols: { added: string[]; removed: string[] };
  edges: { added: number; removed: number; before: number; after: number };
}

/**
 * What changed from one snapshot to another. Edges are compared by what they join, not by their
 * line: moved code is no difference.
 */
export function diffSnapshots(from: Snapshot, to: Snapshot): SnapshotDifference {
  const before = new Map(from.files.map((file) => [file.path, file.hash]));
  const after = new Map(to.files.map((file) => [file.path, file.hash]));
  const symbols = compare(
    from.symbols.map((symbol) => symbol.id),
    to.symbols.map((symbol) => symbol.id),
  );
  const edges = compare(from.edges.map(edgeName), to.edges.map(edgeName));
  const files = compare([...before.keys()], [...after.keys()]);
  const isChanged = (path: string): boolean =>
    before.has(path) && before.get(path) !== after.get(path);
  return {
    files: { ...files, changed: [...after.keys()].filter(isChanged) },
    symbols,
    edges: {
      added: edges.added.length,
      removed: edges.removed.length,
      before: from.edges.length,
      after: to.edges.length,
    },
  };
}

function edgeName(edge: Snapshot['edges'][number]): string {
  return `${edge.kind} ${edge.tier} ${edge.from}\n${edge.to}`;
}

function compare(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } {
  const old = new Set(before);
  const young = new Set(after);
  return {
    added: [...young].filter((item) => !old.has(item)),
    removed: [...old].filter((item) => !young.has(item)),
  };
}
