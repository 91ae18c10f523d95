/** One trick that a repository plays on whoever opens it, builds it or runs its tests. */
interface Trick {
  /**
   * Shell that makes the repository hostile, run in it. `keep` commits everything; `$MARK` is the
   * program that leaves the mark, `$OUT` a folder of the user's outside of the repository.
   */
  make: string;
  /**
   * What shows that the trick works on an unprotected machine: shell in the repository after which
   * there is a mark, or something of the user's has changed, or which says what stands in a file of
   * the user's. A size or a name has nothing to show.
   */
  shows?: { by: 'mark' | 'change' | 'canary'; shell: string };
  /** A run cannot start from it, and a sentence says so; everything else must run its test. */
  isRefused?: true;
  /** Its program runs as a part of the test, where nothing of it reaches the user. */
  runsInside?: true;
}

export type Tricks = Readonly<Record<string, Trick>>;

/** A program is started by a tool; where that is not installed, it is started by hand. */
export function byTool(tool: string, shell: string): { by: 'mark'; shell: string } {
  return { by: 'mark', shell: `if command -v ${tool}; then ${shell}; else "$MARK"; fi` };
}

/** The shell leaves a mark. */
export function marks(shell: string): { by: 'mark'; shell: string } {
  return { by: 'mark', shell };
}

/** The shell changes something of the user's. */
export function changes(shell: string): { by: 'change'; shell: string } {
  return { by: 'change', shell };
}

/** The shell prints what a file of the user's holds. */
export function tells(shell: string): { by: 'canary'; shell: string } {
  return { by: 'canary', shell };
}
