import type { z } from 'zod';
import type { runSummarySchema } from '#shared/contract/pas-schemas.ts';

export type RunSummary = z.infer<typeof runSummarySchema>;
