import { STEPS } from '#shared/payload.ts';
import type { Step } from '#shared/payload.ts';
import type { RepositoryView, StepCommand } from '../../gates/types.ts';
import { firstFile } from '../finding.ts';

/**
 * Make targets named test, lint or build; the fallback where the language itself names no command.
 */
export function findMake(view: RepositoryView, files: ReadonlySet<string>): StepCommand[] {
  const makefile = firstFile(files, ['GNUmakefile', 'makefile', 'Makefile']);
  if (makefile === null || !view.hasTool('make')) return [];
  const targets = new Set((view.read(makefile) ?? '').split('\n').flatMap(targetsOf));
  return STEPS.filter((step) => targets.has(step)).map((step) => targetCommand(step, makefile));
}

function targetsOf(line: string): string[] {
  const names = /^([\w .-]{1,200}?) *::?(?!=)/.exec(line)?.[1];
  return names === undefined ? [] : names.split(/ +/);
}

function targetCommand(step: Step, makefile: string): StepCommand {
  const command = ['make', step];
  const foundIn = `${makefile} target ${step}`;
  const format = step === 'test' ? 'summary_line' : 'exit_code';
  return { step, command, measured: command, format, reportFile: null, foundIn };
}
