import type { FailedTest, ReportFormat } from '#shared/evidence.ts';
import type { Step } from '#shared/payload.ts';

/** What a test run reported, whatever its format. */
export interface TestReport {
  format: ReportFormat;
  executed: number;
  passed: number;
  failed: number;
  skipped: number;
  /** Of the failed: files of tests that could not be loaded. */
  uncollected?: number;
  /** Failing tests, at most 50, each name once; `failed` counts them all. */
  failures: FailedTest[];
  /** Every test by its name, where the report lists them all and they are not too many. */
  names?: TestNames;
}

/** Names of tests by what became of them, as `failures` names them; one may stand there twice. */
export interface TestNames {
  passed: string[];
  failed: string[];
  skipped: string[];
}

/** How a repository's command is run and read. */
export interface StepCommand {
  step: Step;
  /** argv as the repository means it. */
  command: string[];
  /**
   * argv with the reporter that makes results readable; equals command when exit code or output is
   * all there is.
   */
  measured: string[];
  /** Expected report; `summary_line` and `exit_code` read standard output and exit code. */
  format: ReportFormat;
  /**
   * Report file relative to the run's scratch folder (`{report}` in measured stands for its
   * absolute path); null = stdout.
   */
  reportFile: string | null;
  /** Folders in which it leaves JUnit reports by itself, as `target/surefire-reports`. */
  reportFolders?: readonly string[];
  /** The file and key that named it. */
  foundIn: string;
  /**
   * It writes beside the sources what nobody asked for, so it runs in a copy of the tree that is
   * thrown away.
   */
  inCopy?: true;
  /** Set for it: what makes runners that it starts write a report. `{report}` stands there, too. */
  env?: Readonly<Record<string, string>>;
  /**
   * The one command to run before it where it may have to fetch something, which it cannot without
   * a network.
   */
  beforehand?: string;
  /** What runs instead where only some files are to be tested and the command takes none. */
  forFiles?: StepCommand;
  /** Commands of the same step in other folders, which run after it; all of them decide. */
  also?: readonly StepCommand[];
}

/** A repository as text, for looking without executing. Paths are relative with forward slashes. */
export interface RepositoryView {
  /** Tracked and untracked, not ignored, files. */
  files: readonly string[];
  /** Content of a small text file, or null. */
  read(path: string): string | null;
  /**
   * Whether an executable of this name can be found for this repository (node_modules/.bin,
   * .venv/bin, PATH).
   */
  hasTool(name: string): boolean;
  /** Folders at the root that hold a Python environment. */
  environments?: readonly string[];
  /** It is a folder of a repository: programs of its own dependencies are not on PATH. */
  isBelow?: true;
}
