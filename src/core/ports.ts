/** Wall-clock time. The only source of the time in core code. */
export interface Clock {
  /** Milliseconds since the Unix epoch; may jump backwards when the system clock is set. */
  nowMs(): number;
}

/** Seeded randomness, uniform in [0, 1). */
export interface Rng {
  next(): number;
}
