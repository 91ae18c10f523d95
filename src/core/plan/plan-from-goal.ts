import type { Plan, PlanTask } from '#shared/contract/plms-schemas.ts';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { classifyRequirement, complexityOf, DOCUMENT, IMPLEMENT } from './classify-requirement.ts';
import { planWaves } from './graph.ts';
import { parsePrd } from './parse-prd.ts';
import type { Requirement } from './parse-prd.ts';
import type { PlanInput } from './plan-input.ts';
import { planNotes } from './plan-notes.ts';
import { splitGoal } from './split-goal.ts';
import { planVerification } from './plan-verification.ts';

/** Most requirements that become tasks; more of them is a document to split, not a plan. */
export const MAX_REQUIREMENTS = 60;
const MAX_TITLE = 120;

/**
 * The deterministic template planner: tasks from the text by fixed rules, then the repository's own
 * checks.
 */
export function planFromGoal(input: PlanInput): Plan {
  const prd = input.prd === null ? null : parsePrd(input.prd);
  const goal = input.goal.trim() === '' ? (prd?.objective ?? '') : input.goal.trim();
  // Checks are the whole of a goal that only asks for them.
  const isChecked = input.isGoalAssumed === true && input.commands.length > 0;
  const asked = prd === null || prd.functional.length === 0 ? splitGoal(goal) : prd.functional;
  const stated = isChecked ? [] : asked;
  const work = planWork(stated.slice(0, MAX_REQUIREMENTS), input.modelAvailable || input.synthetic);
  const runnable = work.filter((task) => task.runnable).map((task) => task.key);
  const tasks = [...work, ...planVerification(input.commands, runnable)];
  return {
    source: 'template',
    goal,
    goal_assumed: input.isGoalAssumed === true,
    prd: input.prd ?? '',
    prd_hash: input.prdHash,
    waves: planWaves(tasks),
    conflicts: [],
    tasks,
    notes: planNotes({ input, tasks, leftOver: stated.slice(MAX_REQUIREMENTS) }),
  };
}

/** Design comes before implementation, documents after it. */
function planWork(requirements: readonly Requirement[], runnable: boolean): PlanTask[] {
  const counts = new Map<string, number>();
  const tasks = requirements.map((requirement): PlanTask => {
    const { lane, kind, stem } = classifyRequirement(requirement);
    const number = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, number);
    return {
      key: `${stem}-${number}`,
      title: titleOf(requirement.text),
      lane,
      kind,
      complexity: complexityOf(requirement),
      deps: [],
      parent: null,
      kpis: DEFAULT_LANES.find(({ name }) => name === lane)?.gates.map(({ kpi }) => kpi) ?? [],
      payload: { title: titleOf(requirement.text), goal: goalText(requirement) },
      command: null,
      runnable,
      estimate: null,
    };
  });
  const keysOf = (isWanted: (kind: string) => boolean): string[] =>
    tasks.filter(({ kind }) => isWanted(kind)).map(({ key }) => key);
  const design = keysOf((kind) => kind !== IMPLEMENT.kind && kind !== DOCUMENT.kind);
  const code = keysOf((kind) => kind === IMPLEMENT.kind);
  return tasks.map((task) => {
    if (task.kind === IMPLEMENT.kind) return { ...task, deps: design };
    return task.kind === DOCUMENT.kind ? { ...task, deps: code.length > 0 ? code : design } : task;
  });
}

function titleOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE - 1).trimEnd()}…`;
}

function goalText({ text, details }: Requirement): string {
  return [text, ...details.map((detail) => `- ${detail}`)].join('\n').slice(0, 100_000);
}
