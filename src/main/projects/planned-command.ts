import { classifyCommand } from '#core/commands/classify-command.ts';
import type { PlannedCommand, PlanTask } from '#shared/contract/plms-schemas.ts';
import type { InspectedRepository } from './inspect-repository.ts';

const REPORT = '{report}';

/** The whole command of a task that runs one of the repository's steps; null for any other task. */
export function plannedCommand(
  { payload }: Pick<PlanTask, 'payload'>,
  { found, known, facts }: Pick<InspectedRepository, 'found' | 'known' | 'facts'>,
): PlannedCommand | null {
  const step = found.commands.find((command) => command.step === payload['step']);
  if (step === undefined) return null;
  const places = { tree: facts.path, report: REPORT };
  const { argv, origin, source, action } = classifyCommand(step.measured, known, places);
  return { argv: [...argv], origin, source, action };
}
