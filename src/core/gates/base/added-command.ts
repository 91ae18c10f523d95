import type { AddedCommand } from '#shared/evidence.ts';
import { actionIn } from '../../rules/action-in.ts';
import type { Judgement } from '../judge-gate.ts';
import type { RepositoryView, StepCommand } from '../types.ts';
import { NAMING_FILES, textAboutTests } from './named-by-tests.ts';

/**
 * A test command that the base does not have, with the words by which it is known: its own, and
 * what the files that name it say it runs. Other words are another command.
 */
export function addedCommand(step: StepCommand, view: RepositoryView): AddedCommand {
  const commands = [step, ...(step.also ?? [])].map(({ command }) => command.join(' '));
  const named = new Set(step.foundIn.split(/[\s,;()`]+/));
  const texts = view.files
    .filter((path) => named.has(path) && isNaming(fileName(path)))
    .map((path) => textAboutTests(fileName(path), view.read(path) ?? ''));
  return {
    command: commands.join('; '),
    found_in: step.foundIn,
    runs: texts.filter((text) => text !== '').join('\n'),
  };
}

function isNaming(name: string): boolean {
  return (NAMING_FILES as readonly string[]).includes(name);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What rules and approvals know its acceptance by. */
export function addedCommandAction(repo: string, { command, runs }: AddedCommand): string {
  return actionIn(repo, `test_command:${JSON.stringify([command, runs])}`);
}

/** The question that a person is asked about it. */
export function askAboutCommand({ command, found_in, runs }: AddedCommand): string {
  const what = runs === '' ? '' : `, which runs “${runs}”`;
  return `The repository had no test command at the commit this run began from; this run adds “${command}” in ${found_in}${what}. Count it from now on?`;
}

/**
 * What a result of such a command is worth; red stays red. `by` null: nobody has accepted it.
 */
export function judgeAdded(
  judgement: Judgement,
  { command, found_in }: AddedCommand,
  by: string | null,
): Judgement {
  const what = `the base has no test command, and the run added “${command}” in ${found_in}`;
  if (by === null) {
    const reason = `${what}: a person has to accept it once for this repository`;
    return { state: 'unverified', value: null, reason };
  }
  if (judgement.state !== 'pass') return judgement;
  return { ...judgement, reason: `${what}; accepted by ${by}` };
}
