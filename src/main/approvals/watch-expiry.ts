import type { Ledger, Queue, Timing, Upkeep } from '../dispatch/spine.ts';
import { letGo } from './ask-anew.ts';
import { answer, followAnswer } from './decide-approval.ts';

/** What ends by itself: looked at when something is asked, and when its time is over. */
export interface ExpiryWatch {
  look(): void;
  stop(): void;
}

const LONGEST_WAIT_MS = 3_600_000;
const RETRY_MS = 1000;
const OVER = 'Nobody answered in time.';

/**
 * Refuses what nobody answered in time: nothing that waits fails by it, and it says why it goes on
 * waiting. What a rule refused until now is asked about again.
 */
export function watchExpiry(spine: Ledger & Queue & Upkeep & Timing): ExpiryWatch {
  let timer: NodeJS.Timeout | undefined;
  const arm = (waitMs: number): void => {
    clearTimeout(timer);
    if (!spine.life.isStopping())
      timer = setTimeout(look, Math.min(Math.max(1, waitMs), LONGEST_WAIT_MS)).unref();
  };
  const look = (): void => {
    if (!spine.dispatching || spine.life.isStopping()) return;
    letGo(spine, spine.waiting.takeOver(spine.clock.nowMs()));
    expireDue(spine).then(
      () => arm(nextEndMs(spine) - spine.clock.nowMs()),
      (error: unknown) => {
        spine.log.error({ err: error }, 'approvals whose time is over could not be refused');
        arm(RETRY_MS);
      },
    );
  };
  return { look, stop: () => clearTimeout(timer) };
}

function nextEndMs({ store, waiting }: Ledger & Queue): number {
  return Math.min(store.read.approvals.nextEndMs() ?? Infinity, waiting.nextOverMs());
}

async function expireDue(spine: Ledger & Queue): Promise<void> {
  const { read, commit } = spine.store;
  if (read.approvals.listDue(spine.clock.nowMs()).length === 0) return;
  await commit.write(
    (tx) =>
      tx.read.approvals
        .listDue(tx.nowMs)
        .map((row) =>
          answer(tx, row, { status: 'expired', scope: 'run', actor: 'time-out', reason: OVER }),
        ),
    (expired) => {
      for (const row of expired) followAnswer(spine, row);
    },
  );
}
