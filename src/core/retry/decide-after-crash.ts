import type { Rng } from '../ports.ts';
import { decideRetry, type RetryDecision } from './decide-retry.ts';

/** A task that was running at this many crashes of the engine is taken for their cause. */
const SUSPECT_AFTER_ATTEMPTS = 10;

/**
 * What follows an attempt that a crash of the engine cut off. A crash is rarely the task's fault:
 * only one that was there again and again is set aside. `attempts`: made since the task was last
 * queued by a person.
 */
export function decideAfterCrash(attempts: number, rng: Rng): RetryDecision {
  const leaseLosses = attempts < SUSPECT_AFTER_ATTEMPTS ? 0 : attempts;
  return decideRetry({ failureClass: 'lease_lost', attempt: attempts, leaseLosses }, rng);
}
