import type { Step } from '#shared/payload.ts';
import type { StepCommand } from '../gates/types.ts';

/** A step without a command, and why. */
export interface MissingStep {
  step: Step;
  reason: string;
  /**
   * The repository names a command that only has to be installed: no other one may stand in for it.
   */
  isConfigured?: true;
}

/** A step's command, or why there is none. */
export type StepFinding = StepCommand | MissingStep;

/** What one ecosystem (Node, Python, …) says about a repository. */
export interface EcosystemFinding {
  name: string;
  /** The file at the root that showed it. */
  rootFile: string;
  findings: StepFinding[];
}

/** A command judged by its exit code alone. */
export function plainCommand(step: Step, command: string[], foundIn: string): StepCommand {
  return { step, command, measured: command, format: 'exit_code', reportFile: null, foundIn };
}

/** A missing step. */
export function missingStep(step: Step, reason: string): MissingStep {
  return { step, reason };
}

/** A step whose tool the repository names but this machine lacks. */
export function uninstalledStep(step: Step, reason: string): MissingStep {
  return { step, reason, isConfigured: true };
}

/** Whether a finding is a command. */
export function isCommand(finding: StepFinding): finding is StepCommand {
  return 'command' in finding;
}

/** The first of these files that the repository has, or null. */
export function firstFile(files: ReadonlySet<string>, names: readonly string[]): string | null {
  return names.find((name) => files.has(name)) ?? null;
}
