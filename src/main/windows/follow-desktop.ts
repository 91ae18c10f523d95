import { setTimeout as delay } from 'node:timers/promises';
import type { AllHandlers } from '#shared/contract/contract.ts';
import type { WireEvent } from '#shared/events.ts';
import { isActiveRun } from '#shared/present/activity.ts';
import { describeDesktop, type DesktopStatus } from './desktop-status.ts';
import { isTroubledEnd } from './notice-for.ts';

/** A busy engine writes hundreds of events a second; nobody reads a menu that fast (ms). */
const REFRESH_EVERY_MS = 500;

export interface DesktopFollower {
  /** The person looks at the window: what ended meanwhile counts as seen. */
  markSeen(): void;
  stop(): void;
}

export interface DesktopListener {
  onStatus(status: DesktopStatus): void;
  onEvent(event: WireEvent): void;
  onFailure(error: unknown): void;
}

/** Keeps the tray's facts current from the engine's event stream. */
export function followDesktop(pas: AllHandlers['pas'], listener: DesktopListener): DesktopFollower {
  const stopping = new AbortController();
  let unseenEnds = 0;
  let isRefreshing = false;
  let isStale = false;

  async function refresh(): Promise<void> {
    isStale = true;
    if (isRefreshing) return;
    isRefreshing = true;
    try {
      while (isStale && !stopping.signal.aborted) {
        isStale = false;
        listener.onStatus(describeDesktop({ ...(await readFacts(pas)), unseenEnds }));
        await delay(REFRESH_EVERY_MS, undefined, { ref: false });
      }
    } catch (error) {
      listener.onFailure(error);
    } finally {
      isRefreshing = false;
    }
  }

  async function follow(): Promise<void> {
    try {
      for await (const event of pas.events({}, stopping.signal)) {
        if (isTroubledEnd(event)) unseenEnds += 1;
        listener.onEvent(event);
        void refresh();
      }
    } catch (error) {
      listener.onFailure(error);
    }
  }

  void follow();
  void refresh();
  return {
    markSeen() {
      if (unseenEnds === 0) return;
      unseenEnds = 0;
      void refresh();
    },
    stop: () => stopping.abort(),
  };
}

async function readFacts(pas: AllHandlers['pas']) {
  const call = { actor: 'local', requester: 'local_user' } as const;
  const [portfolio, { runs }, { status }] = await Promise.all([
    pas.portfolioStatus({}, call),
    pas.listRuns({ limit: 100 }, call),
    pas.health({}, call),
  ]);
  return {
    health: status,
    activeRuns: runs.filter((run) => isActiveRun(run.status)),
    pendingApprovals: portfolio.pending_approvals,
  };
}
