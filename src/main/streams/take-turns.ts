/** Long work, done in pieces, with everything else of the engine in between. */
export interface Turns {
  /** Does one piece when its turn comes: one at a time, in the order they were asked for. */
  take<T>(piece: () => T): Promise<T>;
}

interface Piece {
  run(): void;
}

/** A piece that took less than this needs no rest after it. */
const SHORT_MS = 1;

/**
 * One queue of pieces for everybody who has long work. After each piece the event loop goes round
 * once, so that what came meanwhile is served, and after a longer one it rests for `rest` times as
 * long: pieces then take at most 1 / (1 + rest) of the thread, however many wait.
 */
export function createTurns({ rest }: { rest: number }): Turns {
  const waiting: Piece[] = [];
  let isArmed = false;

  function arm(restMs: number): void {
    isArmed = waiting.length > 0 || restMs > 0;
    if (restMs > 0) setTimeout(next, restMs);
    else if (isArmed) setImmediate(next);
  }
  function next(): void {
    const startedMs = performance.now();
    waiting.shift()?.run();
    const tookMs = performance.now() - startedMs;
    arm(tookMs < SHORT_MS ? 0 : tookMs * rest);
  }
  return {
    take<T>(piece: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          run() {
            try {
              resolve(piece());
            } catch (error) {
              reject(error);
            }
          },
        });
        if (!isArmed) arm(0);
      });
    },
  };
}
