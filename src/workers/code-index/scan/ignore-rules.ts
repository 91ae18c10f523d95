/**
 * What of a folder is ignored. Paths are relative to its top, with forward slashes; a folder's ends
 * with one.
 */
export interface IgnoreRules {
  /** File with the user's own rules; null when there is none, or none was needed yet. */
  readonly excludesFile: string | null;
  /** Those of the paths that are ignored. None may lead through a link. */
  ignored(paths: readonly string[]): Promise<Set<string>>;
  /**
   * All files that are not ignored and the folders around them; null when that cannot be listed at
   * once.
   */
  shown(): Promise<ReadonlySet<string> | null>;
  /** A file with rules changed: all are read again. */
  renew(): Promise<void>;
  /** The index changed: whether git now takes other files for ignored because of what it tracks. */
  compareTracked(): Promise<boolean>;
  close(): Promise<void>;
}
