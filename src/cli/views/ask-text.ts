import type { RunStatus } from '#shared/contract/pas-schemas.ts';

/** A run's question about its budget, and how it is answered. */
export function askText(asked: NonNullable<RunStatus['budget_question']>): string {
  return `${asked.question} Decide with \`vp approvals approve ${asked.approval_id}\` or \`reject\`.`;
}
