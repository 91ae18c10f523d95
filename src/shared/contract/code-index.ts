import { z } from 'zod';
import { endpoint } from './define.ts';

/** The code index. This version answers for its health only and says that nothing is indexed. */
export const codeIndexContract = {
  indexHealth: endpoint({
    method: 'GET',
    path: '/health',
    summary: 'Whether an index exists',
    response: z.object({
      status: z.enum(['ok', 'degraded', 'stopping']),
      service: z.literal('code-index'),
      version: z.string(),
      indexed: z.boolean(),
      detail: z.string(),
    }),
  }),
};
