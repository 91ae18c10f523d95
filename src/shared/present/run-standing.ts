import type { ProjectState, RunState } from '../states.ts';
import { projectVisual } from './project-visual.ts';
import { runVisual } from './run-visual.ts';
import { type StatusVisual, visual } from './status-visual.ts';

interface Standing {
  status: RunState;
  /** Null: nobody completed it against its gates. */
  overridden: unknown;
  /** Null: it asks nothing about its budget. */
  budget_question: unknown;
}

/** How a run looks wherever it is shown: an open question and an override are always seen. */
export function runStanding({ status, overridden, budget_question }: Standing): StatusVisual {
  if (status === 'completed' && overridden !== null) return OVERRIDDEN;
  const plain = runVisual(status);
  if (budget_question === null) return plain;
  return status === 'paused' ? WAITS : visual('approval', 'diamond', `${plain.label}, asks you`);
}

/** The same of a project, by its current run. */
export function projectStanding(project: {
  status: ProjectState;
  overridden: boolean;
  budget_question: string | null;
}): StatusVisual {
  const { status, overridden, budget_question } = project;
  if (status !== 'executing' && status !== 'paused' && status !== 'completed')
    return projectVisual(status);
  return runStanding({ status, overridden: overridden ? true : null, budget_question });
}

const OVERRIDDEN = visual('blocked', 'dashed', 'overridden');
const WAITS = visual('approval', 'diamond', 'waits for you');
