import type { Evidence } from '#shared/evidence.ts';
import { actionIn } from '../rules/action-in.ts';

type Seen = Pick<Evidence, 'command' | 'exit_code' | 'report_format'>;

/** Whether a test gate waits for a person to accept that the exit code alone decides it. */
export function waitsForAcceptance(gate: { state: string; evidence: Seen | null }): boolean {
  const { state, evidence } = gate;
  return (
    state === 'unverified' && evidence?.exit_code === 0 && evidence.report_format === 'exit_code'
  );
}

/** What rules and approvals know that acceptance by: one command in one repository. */
export function exitCodeAction(repo: string, command: readonly string[]): string {
  return actionIn(repo, `exit_code:${JSON.stringify(command)}`);
}
