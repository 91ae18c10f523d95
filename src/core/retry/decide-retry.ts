import { assertNever } from '#shared/assert.ts';
import type { FailureClass } from '#shared/states.ts';
import type { Rng } from '../ports.ts';

interface RetryPolicy {
  /**
   * Attempts in all, the first included; for lost leases: losses after which the task is set aside.
   */
  attempts: number;
  /** Upper end of the first delay; doubles with every attempt. */
  baseMs: number;
  capMs: number;
}

/**
 * A tool's exit code is an answer and a refusal by policy a decision: asking again changes neither.
 * A model is retried less often and after a longer wait than the network, because every attempt may
 * cost money.
 */
export const RETRY_POLICIES: Readonly<Record<FailureClass, RetryPolicy>> = {
  transient: { attempts: 4, baseMs: 500, capMs: 30_000 },
  model: { attempts: 3, baseMs: 1000, capMs: 30_000 },
  tool: { attempts: 1, baseMs: 0, capMs: 0 },
  policy: { attempts: 1, baseMs: 0, capMs: 0 },
  lease_lost: { attempts: 3, baseMs: 500, capMs: 30_000 },
};

export interface FailedAttempt {
  failureClass: FailureClass;
  /** 1-based number of the attempt that just failed. */
  attempt: number;
  /** Leases this task has lost so far, the one just lost included. */
  leaseLosses: number;
}

export type RetryDecision =
  | { kind: 'retry'; delayMs: number }
  | { kind: 'give_up'; poisoned: boolean; reason: string };

/**
 * Decides whether a failed attempt is followed by another. The delay is exponential backoff with
 * full jitter: uniform in [0, min(cap, base · 2^(n−1))] for the n-th failure of its kind (Brooker,
 * "Exponential Backoff And Jitter", 2015).
 */
export function decideRetry(failed: FailedAttempt, rng: Rng): RetryDecision {
  const policy = RETRY_POLICIES[failed.failureClass];
  const failures = failed.failureClass === 'lease_lost' ? failed.leaseLosses : failed.attempt;
  if (failures >= policy.attempts) return giveUp(failed.failureClass, failures);
  const ceilingMs = Math.min(policy.capMs, policy.baseMs * 2 ** Math.max(0, failures - 1));
  return { kind: 'retry', delayMs: Math.floor(rng.next() * ceilingMs) };
}

function giveUp(failureClass: FailureClass, failures: number): RetryDecision {
  const poisoned = failureClass === 'lease_lost';
  return { kind: 'give_up', poisoned, reason: reasonOf(failureClass, failures) };
}

function reasonOf(failureClass: FailureClass, failures: number): string {
  switch (failureClass) {
    case 'lease_lost':
      return `Set aside after ${failures} lost leases: its executor died or fell silent every time.`;
    case 'tool':
      return 'Not tried again: the answer of a command stays the same.';
    case 'policy':
      return 'Not tried again: the policy would refuse it again.';
    case 'transient':
    case 'model':
      return `Given up after ${failures} attempts.`;
    default:
      return assertNever(failureClass);
  }
}
