import { STEPS } from '#shared/payload.ts';
import type { Step } from '#shared/payload.ts';
import type { StepCommand } from '../gates/types.ts';
import { recogniseRunner, measuredCommand } from './ecosystems/node-runner.ts';
import type { FoundCommands } from './find-commands.ts';

/** The commands that a person gave, each an argv. */
export type CommandOverrides = Partial<Record<Step, readonly string[] | undefined>>;

/** Found commands with a person's own in their place; an empty argv changes nothing. */
export function overrideCommands(found: FoundCommands, overrides: CommandOverrides): FoundCommands {
  const given = STEPS.flatMap((step) => {
    const argv = overrides[step];
    return argv === undefined || argv.length === 0 ? [] : [givenCommand(step, argv)];
  });
  const isGiven = (step: Step): boolean => given.some((command) => command.step === step);
  const commands = [...found.commands.filter(({ step }) => !isGiven(step)), ...given];
  return {
    ...found,
    commands: commands.sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step)),
    missing: found.missing.filter(({ step }) => !isGiven(step)),
  };
}

function givenCommand(step: Step, argv: readonly string[]): StepCommand {
  const command = [...argv];
  const base = { step, command, foundIn: 'given by you' };
  if (step !== 'test') return { ...base, measured: command, format: 'exit_code', reportFile: null };
  const known = recogniseRunner(command);
  if (known !== null) {
    const { runner, args } = known;
    return {
      ...base,
      measured: measuredCommand(runner, args),
      format: runner.format,
      reportFile: runner.reportFile,
    };
  }
  if (isPytest(command)) {
    return {
      ...base,
      measured: [...command, '--junitxml={report}'],
      format: 'junit',
      reportFile: 'pytest.xml',
    };
  }
  if (command[0] === 'cargo')
    return { ...base, measured: command, format: 'cargo', reportFile: null };
  if (command[0] === 'go')
    return { ...base, measured: command, format: 'go_test', reportFile: null };
  return { ...base, measured: command, format: 'summary_line', reportFile: null };
}

function isPytest(argv: readonly string[]): boolean {
  const isModule =
    /(?:^|\/)python[\d.]*$/.test(argv[0] ?? '') && argv[1] === '-m' && argv[2] === 'pytest';
  return isModule || /(?:^|\/)(?:pytest|py\.test)(?:-3)?$/.test(argv[0] ?? '');
}
