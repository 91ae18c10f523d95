/**
 * How long a test waits for an event before it gives up, ms. It only catches hangs, also on a slow
 * or busy machine.
 */
export const PATIENCE_MS = 240_000;
