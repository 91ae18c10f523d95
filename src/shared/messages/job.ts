import type { FailureClass } from '../states.ts';
import type { Dependency } from './host.ts';
import type { Place } from './place.ts';

/** Limits on one child process tree. */
export interface ProcessLimits {
  wallMs: number;
  cpuSeconds: number;
  memoryMb: number;
  /** Processes and threads at once. */
  tasks: number;
  /** The largest single file. */
  fileMb: number;
  /** Its temporary folder, home included; shared memory may take as much. */
  temporaryMb: number;
  /** All that it writes into its folders. */
  writtenMb: number;
  /** How long a process may stay stopped by a signal, or frozen. */
  stoppedMs: number;
  /**
   * Output kept to read results from (ring, newest kept); all of it goes to the log, up to ten
   * times this and 10 MB.
   */
  outputBytes: number;
}

/**
 * How a command is confined. `bubblewrap`: OS sandbox; `none`: only where the user recorded that
 * decision.
 */
export interface Confinement {
  driver: 'bubblewrap' | 'none';
  /** Folders the command may write (absolute). */
  writable: readonly string[];
  /** Further folders it may read besides the system's (absolute). */
  readable: readonly string[];
  network: boolean;
}

/** A checkout's own path, at which a run's worktree is shown to its commands. */
export interface CheckoutStand {
  /** Absolute. */
  path: string;
  dependencies: readonly Dependency[];
}

/** A database that a command finds in its tree, as a copy of its own. */
export interface PlacedDatabase {
  /** Relative to the tree. */
  path: string;
  /** Has the file `original.db`, and gets what the command leaves as `result.db`. */
  folder: string;
}

/** Runs a real command that was found permitted. argv only, never a shell. */
export interface ToolJob {
  kind: 'tool';
  taskId: string;
  attempt: number;
  argv: readonly string[];
  cwd: string;
  /** The folder that `cwd` is made a copy of before the command starts; null: `cwd` is there. */
  copyOf: string | null;
  /**
   * The copy has what git would keep of the folder alone, and at these paths what a commit has;
   * null: it has everything.
   */
  copyAs: { commit: string; paths: readonly string[] } | null;
  /** Laid into the copy; null: the command migrates none. */
  database: PlacedDatabase | null;
  /** The command's own folder in the data folder; it is removed at its end, with what is in it. */
  scratch: string;
  /** Where a confined command finds `cwd`; null: at its own path. */
  checkout: CheckoutStand | null;
  /** Added to an environment built from nothing. */
  env: Readonly<Record<string, string>>;
  limits: ProcessLimits;
  confinement: Confinement;
  /** Folders whose settings' secrets are masked in what the command prints and reports. */
  secretFolders: readonly string[];
  /** Report file the command writes (JUnit, JSON), read back after it ends; null = none. */
  reportFile: string | null;
  /** Folders below `cwd` in which it leaves JUnit reports; read where there is no other. */
  reportFolders: readonly string[];
  /** What it may reach outside of its sandbox, beside nothing. */
  places: readonly Place[];
  /** Commands that run after it, in the same folder, whatever became of it. */
  also: readonly FurtherCommand[];
}

/** A further command of a job. */
export type FurtherCommand = Pick<ToolJob, 'argv' | 'env' | 'reportFile' | 'reportFolders'>;

/** Pretends to work for a declared time. */
export interface SyntheticJob {
  kind: 'synthetic';
  taskId: string;
  attempt: number;
  lane: string;
  /** How long it declares to work, at time scale 1. */
  seconds: number;
  /** 1 = as declared; 100 = a hundred times faster; Infinity = at once. */
  timeScale: number;
}

export type ExecuteJob = ToolJob | SyntheticJob;

/** What one command left to be read. */
export interface CommandResult {
  /** null: no process ended by itself. */
  exitCode: number | null;
  /** Content of reportFile, at most 20 MB; null when there was none. */
  report: string | null;
  /** Whole standard output up to outputBytes, for parsers of reports that go there. */
  stdout: string;
  /** Both streams in the order of their lines, up to outputBytes: runners sum up on either. */
  output: string;
  /** It was longer, so its beginning is missing. */
  outputIsCut: boolean;
}

/** What became of a job. Measured figures, or null where the platform does not provide them. */
export interface ExecuteResult extends CommandResult {
  outcome: 'succeeded' | 'failed' | 'aborted';
  signal: string | null;
  timeMs: number;
  cpuMs: number | null;
  /** Package energy over the call less the idle baseline (RAPL), or null where unreadable. */
  energyKwh: number | null;
  failureClass: FailureClass | null;
  /** One sentence for a person when it did not succeed. */
  reason: string | null;
  /** The last lines of output. */
  outputTail: string;
  /** Of the job's further commands, in their order. */
  also: readonly CommandResult[];
  /** Tokens of the attempt; zero for tools. */
  tokensIn: number;
  tokensOut: number;
  tokensThink: number;
}

/** Worker → engine, over the job's MessagePort. */
export type WorkerMessage =
  | { type: 'process'; pid: number; startTicks: string | null }
  | { type: 'lines'; lines: { ts: number; stream: 'stdout' | 'stderr' | 'system'; text: string }[] }
  | { type: 'heartbeat'; progress: number | null };

/** Engine → worker. */
export type EngineMessage = { type: 'abort'; reason: string };
