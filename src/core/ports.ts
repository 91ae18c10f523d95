/** Wall-clock time. The only way core code learns what time it is. */
export interface Clock {
  /** Milliseconds since the Unix epoch; may jump backwards when the system clock is set. */
  nowMs(): number;
}

/** Seeded randomness, uniform in [0, 1). */
export interface Rng {
  next(): number;
}
