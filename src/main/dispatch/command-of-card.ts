import { expandReport } from '#core/commands/expand-report.ts';
import { commandOfMigration } from '#core/databases/migration-of.ts';
import { withFiles } from '#core/commands/with-files.ts';
import type { StepCommand } from '#core/gates/types.ts';
import type { FoundCommands } from '#core/plan/find-commands.ts';
import { overrideCommands } from '#core/plan/override-commands.ts';
import { AppError } from '#shared/errors.ts';
import type { Payload } from '#shared/payload.ts';

/** What a card runs, word by word, and the step it measures; null for a plain command. */
export interface CardCommand {
  argv: readonly string[];
  step: StepCommand | null;
}

/**
 * The whole command of a card in a repository, whose own commands are given; null: it works in
 * none. Throws with what to do when the repository has no such command.
 */
export function commandOfCard(
  payload: Payload,
  found: FoundCommands | null,
  report: string,
): CardCommand {
  const own = payload.command ?? commandOfMigration(payload);
  if (own !== undefined) return { argv: own, step: null };
  if (found === null) return { argv: [], step: null };
  const whole = stepOf(payload, found);
  const step = payload.tests === undefined ? whole : (whole.forFiles ?? whole);
  const argv = expandReport(step.measured, report);
  return { argv: payload.tests === undefined ? argv : withFiles(argv, payload.tests), step };
}

function stepOf(payload: Payload, found: FoundCommands): StepCommand {
  const wanted = payload.step ?? 'test';
  const known = overrideCommands(found, { [wanted]: ownStepCommand(payload) });
  const command = known.commands.find((one) => one.step === wanted);
  if (command !== undefined) return command;
  const why = known.missing.find((entry) => entry.step === wanted)?.reason ?? 'none was found.';
  throw new AppError(
    'invalid_input',
    `The repository has no ${wanted} command: ${why} Give the card a \`command\`, or plan with your own command.`,
  );
}

/** A plan may carry a person's own command for its step. */
export function ownStepCommand(payload: Payload): string[] | undefined {
  const own = payload['step_command'];
  return Array.isArray(own) && own.every((word) => typeof word === 'string') ? own : undefined;
}
