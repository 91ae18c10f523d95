import { STEPS } from '#shared/payload.ts';
import type { Step } from '#shared/payload.ts';
import type { RepositoryView, StepCommand } from '../../gates/types.ts';
import { firstFile } from '../finding.ts';
import { withReportVariables } from './report-variables.ts';

/**
 * Make targets named test, lint or build; the fallback where the language itself names no command.
 */
export function findMake(view: RepositoryView, files: ReadonlySet<string>): StepCommand[] {
  const { makefile, targets } = findMakeTargets(view, files);
  if (!view.hasTool('make')) return [];
  return STEPS.filter((step) => targets.includes(step)).map((step) => {
    const command = targetCommand(step, makefile);
    return step === 'test' ? withReportVariables(command, [view.read(makefile) ?? '']) : command;
  });
}

/** The targets that a makefile names; none where there is no makefile. */
export function findMakeTargets(
  view: RepositoryView,
  files: ReadonlySet<string>,
): { makefile: string; targets: string[] } {
  const makefile = firstFile(files, ['GNUmakefile', 'makefile', 'Makefile']);
  const text = makefile === null ? '' : (view.read(makefile) ?? '');
  return { makefile: makefile ?? '', targets: [...new Set(text.split('\n').flatMap(targetsOf))] };
}

function targetsOf(line: string): string[] {
  const names = /^([\w .-]{1,200}?) *::?(?!=)/.exec(line)?.[1];
  const isTarget = (name: string): boolean => /^[^.-]/.test(name);
  return names === undefined ? [] : names.split(/ +/).filter(isTarget);
}

function targetCommand(step: Step, makefile: string): StepCommand {
  const command = ['make', step];
  const foundIn = `${makefile} target ${step}`;
  const format = step === 'test' ? 'summary_line' : 'exit_code';
  return { step, command, measured: command, format, reportFile: null, foundIn };
}
