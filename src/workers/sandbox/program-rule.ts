/**
 * How the arguments of one program are judged. Everything not named in a list of what is refused is
 * let through.
 */
export interface ProgramRule {
  /**
   * Long options that are refused, without dashes; with `prefixes`, so is any abbreviation of two
   * letters or more.
   */
  refused?: readonly string[];
  /** The program expands abbreviated long options. */
  prefixes?: boolean;
  /** Single-letter options that are refused, alone or at any place in a cluster. */
  refusedLetters?: string;
  /**
   * Options whose value is a path that must stay inside the command's folder (`C`, `directory`).
   */
  insideOptions?: readonly string[];
  /** The only subcommands allowed. */
  verbs?: readonly string[];
  /** Subcommands whose remaining arguments are a command of their own, judged again. */
  launches?: readonly string[];
  /** Any argument that matches is refused. */
  refusedValue?: RegExp;
  /**
   * Options belong to the program only up to its first plain argument (an interpreter's script).
   */
  stopsAtPlain?: boolean;
  /** Options of an interpreter that take no value, so that what follows them is the script. */
  bareOptions?: RegExp;
  /** Without a plain argument it would read a program from standard input. */
  needsPlain?: boolean;
}
