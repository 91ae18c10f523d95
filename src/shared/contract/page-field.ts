import { z } from 'zod';

/** How many a list answers with at most. */
export const page = { limit: z.coerce.number().int().min(1).max(1000).default(100) };

/** Where a part of a long list begins. */
export const offsetField = z.coerce.number().int().min(0).max(1e9).default(0);

/** Where the next part begins. */
export const nextOffset = z.number().int().nullable().describe('null: this was the last part');

/** What the list of a run's tasks or receipts answers with at most, unless less is asked for. */
export const LONGEST_PART = 10_000;
export const longPart = z.coerce.number().int().min(1).max(LONGEST_PART).default(LONGEST_PART);
