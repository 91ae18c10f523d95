export const MOST_MEGABYTES = 256;
/** Of a database that is migrated, before and after: both are held in memory, more than once. */
export const MOST_BYTES = MOST_MEGABYTES * 1_048_576;
