import type { StepCommand } from '../../gates/types.ts';

/** Tests of a runner that leaves no report: what it prints is read. */
export function readAsText(command: readonly string[], foundIn: string): StepCommand {
  return {
    step: 'test',
    command: [...command],
    measured: [...command],
    format: 'summary_line',
    reportFile: null,
    foundIn,
  };
}
