import type { RefreshReport, VisibleIndex } from '#shared/messages/code-index.ts';

/** What a round that finds nothing to do reports of a state. */
export function reportNothing({ generation, gitSha, figures }: VisibleIndex): RefreshReport {
  return {
    generation,
    gitSha,
    filesIndexed: figures.files,
    symbols: figures.symbols,
    edges: figures.edges,
    coverage: figures.coverage,
    filesChanged: 0,
    filesRemoved: 0,
    durationMs: 0,
    phasesMs: { scan: 0, load: 0, read: 0, store: 0, solve: 0, edges: 0, commit: 0 },
  };
}
