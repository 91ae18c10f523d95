import type { CommandOrigin } from '#shared/commands.ts';
import { commandAction, type CommandPlaces } from './command-action.ts';
import { commandFault } from './command-fault.ts';
import { expandReport } from './expand-report.ts';
import type { KnownCommands } from './known-commands.ts';
import { matchTemplate } from './match-template.ts';

export interface ClassifiedCommand {
  origin: CommandOrigin;
  /** What rules and approvals know it by. */
  action: string;
  /** All of it, as it runs. */
  argv: readonly string[];
  /** The place that named it, or the template; null for an own one. */
  source: string | null;
  /** Why no program can be started with it; null: one can. */
  fault: string | null;
}

/**
 * Holds a command against what its repository names and against the templates. What its sender says
 * of it does not count.
 */
export function classifyCommand(
  argv: readonly string[],
  known: KnownCommands,
  places: CommandPlaces,
): ClassifiedCommand {
  const command = { argv, action: commandAction(argv, places), fault: commandFault(argv) };
  if (command.fault !== null) return { ...command, origin: 'own', source: null };
  const found = known.found.find((one) => isSame(expandReport(one.argv, places.report), argv));
  if (found !== undefined) return { ...command, origin: 'found', source: found.foundIn };
  const template = matchTemplate(argv, known, places);
  if (template !== null) return { ...command, origin: 'template', source: template };
  return { ...command, origin: 'own', source: null };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, at) => word === other[at]);
}
