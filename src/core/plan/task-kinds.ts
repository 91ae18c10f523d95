import type { Step } from '#shared/payload.ts';

/**
 * Kinds of task that the template planner makes. `llm:` needs a model, `tool:` runs the
 * repository's own command.
 */
export const TASK_KINDS = [
  'llm:implement',
  'llm:api-design',
  'llm:schema',
  'llm:document',
  'tool:build',
  'tool:lint',
  'tool:test',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** The kind of a verification task. */
export function toolKind(step: Step): TaskKind {
  return `tool:${step}`;
}
