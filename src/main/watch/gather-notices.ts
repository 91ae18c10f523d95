/** Acts once for all notices within a time. A notice during the act has it done again. */
export interface GatheredNotices {
  note(): void;
  stop(): void;
}

export function gatherNotices(withinMs: number, act: () => Promise<void>): GatheredNotices {
  let timer: NodeJS.Timeout | null = null;
  let acting: Promise<void> = Promise.resolve();
  return {
    note() {
      timer ??= setTimeout(() => {
        timer = null;
        acting = acting.then(act);
      }, withinMs);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
