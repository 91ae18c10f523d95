/** Changes that were reported and did not go into a round yet. Times are of one clock, ms. */
export interface Burst {
  firstMs: number;
  lastMs: number;
  paths: number;
  /** HEAD or a branch moved. */
  movedReference: boolean;
  /** Git is at work in the tree: its index lock is there. */
  isLocked: boolean;
}

const FEW = 8;
const FEW_QUIET_MS = 12;
const FEW_MOST_MS = 20;
const MANY_QUIET_MS = 100;
const MANY_MOST_MS = 2000;
const LOCKED_MOST_MS = 10_000;

/** How long the changes still wait before they go into a round, ms; 0 when it is time. */
export function waitForQuiet(burst: Burst, nowMs: number): number {
  const { firstMs, lastMs } = burst;
  if (burst.isLocked && nowMs - firstMs < LOCKED_MOST_MS)
    return Math.min(MANY_QUIET_MS, LOCKED_MOST_MS - (nowMs - firstMs));
  const isFew = burst.paths <= FEW && !burst.movedReference;
  const quietAt = lastMs + (isFew ? FEW_QUIET_MS : MANY_QUIET_MS);
  const latest = firstMs + (isFew ? FEW_MOST_MS : MANY_MOST_MS);
  return Math.max(0, Math.min(quietAt, latest) - nowMs);
}

/** The burst after one more report. */
export function addToBurst(
  burst: Burst | null,
  change: { paths: number; movedReference: boolean; isLocked: boolean },
  nowMs: number,
): Burst {
  return {
    firstMs: burst?.firstMs ?? nowMs,
    lastMs: nowMs,
    paths: (burst?.paths ?? 0) + change.paths,
    movedReference: (burst?.movedReference ?? false) || change.movedReference,
    isLocked: change.isLocked,
  };
}
