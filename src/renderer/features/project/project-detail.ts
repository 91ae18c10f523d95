import type { z } from 'zod';
import type { projectDetailSchema } from '#shared/contract/plms-schemas.ts';

export type ProjectDetail = z.infer<typeof projectDetailSchema>;
