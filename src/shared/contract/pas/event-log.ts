import { z } from 'zod';
import { runIdSchema } from '../../ids.ts';
import { eventSchema } from '../../events.ts';
import { eventStream } from '../define.ts';

export const events = eventStream({
  path: '/pas/v1/events',
  scope: 'view',
  summary: 'Everything that happens, as it becomes durable',
  description:
    'Server-Sent Events. Resume with Last-Event-ID (or ?after=): no gaps, no repeats. Without either it starts now.',
  query: z.object({
    after: z.coerce.number().int().min(0).optional(),
    run_id: runIdSchema.optional(),
  }),
  event: eventSchema,
});
