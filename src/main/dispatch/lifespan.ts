/** Whether the engine is being stopped; there is no way back. */
export interface Lifespan {
  isStopping(): boolean;
  stop(): void;
}

export function createLifespan(): Lifespan {
  let isStopping = false;
  return {
    isStopping: () => isStopping,
    stop() {
      isStopping = true;
    },
  };
}
