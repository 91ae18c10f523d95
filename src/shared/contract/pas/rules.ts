import { z } from 'zod';
import { endpoint, keyField, replayField } from '../define.ts';
import { nextOffset, offsetField, page } from '../page-field.ts';
import { ruleSchema } from '../pas-schemas.ts';

export const listRules = endpoint({
  method: 'GET',
  path: '/pas/v1/rules',
  scope: 'view',
  summary: 'What was decided about commands and repositories, newest first',
  query: z.object({
    all: z
      .enum(['true', 'false'])
      .optional()
      .describe('`true`: also rules that were revoked or have expired'),
    ...page,
    offset: offsetField,
  }),
  response: z.object({ rules: z.array(ruleSchema), next_offset: nextOffset }),
});

export const revokeRule = endpoint({
  method: 'DELETE',
  path: '/pas/v1/rules/:rule_id',
  scope: 'admin',
  summary: 'End a rule: what it allowed or refused asks again',
  params: z.object({ rule_id: z.coerce.number().int() }),
  body: z.object({ reason: z.string().max(2000).optional(), ...keyField }),
  response: z.object({ rule: ruleSchema, ...replayField }),
  errors: ['unknown_rule', 'illegal_transition'],
});
