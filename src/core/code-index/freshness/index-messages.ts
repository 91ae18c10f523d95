/** Why a file of the work tree is not in the index. */
export type SkipReason =
  | 'ignored'
  | 'binary'
  | 'generated'
  | 'vendored'
  | 'too_large'
  | 'long_line'
  | 'unreadable'
  | 'not_a_file'
  | 'parser_failed';

/** What a refresh did. */
export interface RefreshReport {
  generation: number;
  filesIndexed: number;
  /** Files read again because they are new or different. */
  filesChanged: number;
  filesRemoved: number;
  symbols: number;
  edges: number;
  durationMs: number;
  /** Indexed files over indexable ones, 0 to 1. */
  coverage: number;
  gitSha: string | null;
}
