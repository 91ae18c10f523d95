import { payloadSchema } from '#shared/payload.ts';
import { microToUsd } from '#shared/units.ts';
import type { TaskCard } from '../db/tasks.ts';
import type { RehearsalCard } from '../estimate/rehearse.ts';

/**
 * The card a task was made of, without its run and dependencies: to run the same work again
 * elsewhere.
 */
export function cardOfTask(task: TaskCard): RehearsalCard {
  return {
    lane: task.lane,
    priority: task.priority,
    payload: payloadSchema.parse(JSON.parse(task.payload)),
    budget_usd: microToUsd(task.budget_micro),
    ci_width_hint: task.ci_width,
    kind: task.kind,
    complexity: task.complexity,
  };
}
