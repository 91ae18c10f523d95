/**
 * How deep forms may stand in each other to be lowered. Only generated texts go deeper, chains of
 * thousands of calls or operators; what stands below is left out, because the stack of a thread
 * would not hold it.
 */
export const DEEPEST = 1000;
