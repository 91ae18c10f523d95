/** Long work, done in pieces, with everything else of the engine in between. */
export interface Turns {
  /** Does one piece when its turn comes: one at a time, in the order they were asked for. */
  take<T>(piece: () => T): Promise<T>;
}

interface Piece {
  run(): void;
}

/** Timers count whole milliseconds; a shorter rest is saved up for the next. */
const SHORTEST_REST_MS = 1;

/**
 * One queue of pieces for everybody who has long work. After each piece the event loop goes round
 * once, so that what came meanwhile is served, and it rests for `rest` times as long as the piece
 * and what followed from it took: pieces then take at most 1 / (1 + rest) of the thread, however
 * many wait and however short they are.
 */
export function createTurns({ rest }: { rest: number }): Turns {
  const waiting: Piece[] = [];
  let isArmed = false;
  let owedMs = 0;

  function next(): void {
    const piece = waiting.shift();
    if (piece === undefined) {
      isArmed = false;
      return;
    }
    const startedMs = performance.now();
    piece.run();
    // What waited for the piece goes on before this, so that its time counts, too.
    setImmediate(() => {
      owedMs += (performance.now() - startedMs) * rest;
      const restMs = owedMs < SHORTEST_REST_MS ? 0 : owedMs;
      owedMs -= restMs;
      if (restMs > 0) setTimeout(next, restMs);
      else next();
    });
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
        if (!isArmed) setImmediate(next);
        isArmed = true;
      });
    },
  };
}
