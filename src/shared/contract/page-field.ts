import { z } from 'zod';

/** How many a list answers with at most. */
export const page = { limit: z.coerce.number().int().min(1).max(1000).default(100) };
