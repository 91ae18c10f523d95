import type { PlanTask } from '#shared/contract/plms-schemas.ts';
import type { Requirement } from './parse-prd.ts';
import type { PlanInput } from './plan-input.ts';

export interface NotesInput {
  input: PlanInput;
  tasks: readonly PlanTask[];
  leftOver: readonly Requirement[];
}

/** Notes on the limits of a template plan, in plain sentences. */
export function planNotes({ input, tasks, leftOver }: NotesInput): string[] {
  return [
    'No model answered: this is a template plan, made from the text by fixed rules.',
    ...(input.isGoalAssumed === true
      ? [`No goal was given, so one was assumed: ${input.goal}.`]
      : []),
    ...modelNotes(input, tasks),
    ...input.commands.map(
      ({ step, command, foundIn, beforehand }) =>
        `The ${step} command is \`${command.join(' ')}\` (${foundIn}).${firstRun(beforehand)}`,
    ),
    ...input.missing.map(({ step, reason }) => `There is no ${step} command: ${reason}.`),
    ...(input.lookingNotes ?? []),
    ...emptyNotes(input, tasks),
    ...leftOverNotes(leftOver),
  ];
}

/** Commands have no network, so what they fetch has to be there. */
function firstRun(beforehand: string | undefined): string {
  return beforehand === undefined
    ? ''
    : ` Commands have no network here: if it has to fetch something, run \`${beforehand}\` once beforehand.`;
}

function modelNotes(input: PlanInput, tasks: readonly PlanTask[]): string[] {
  const left = tasks.filter((task) => !task.runnable);
  if (left.length > 0) {
    const names = left.map(({ key }) => key).join(', ');
    return [
      left.length === 1
        ? `The task ${names} needs a model and none is configured, so a run leaves it out.`
        : `These ${left.length} tasks need a model and none is configured, so a run leaves them out: ${names}.`,
    ];
  }
  return input.synthetic && !input.modelAvailable
    ? ['The run is synthetic: it pretends to work and changes nothing.']
    : [];
}

function emptyNotes(input: PlanInput, tasks: readonly PlanTask[]): string[] {
  if (tasks.length === 0) {
    return ['The plan is empty: state a goal, or give the commands that check the repository.'];
  }
  const where =
    input.repoName === null ? 'No repository is open' : `Nothing was found in ${input.repoName}`;
  return input.commands.length === 0
    ? [`${where} that could prove the work: the run will be unverified.`]
    : [];
}

function leftOverNotes(leftOver: readonly Requirement[]): string[] {
  if (leftOver.length === 0) return [];
  const first = leftOver.slice(0, 3).map(({ text }) => `“${text.slice(0, 60)}”`);
  return [
    `The document states ${leftOver.length} more requirements than a plan takes; split it. The first left out: ${first.join(', ')}.`,
  ];
}
