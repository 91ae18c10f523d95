import { z } from 'zod';
import { endpoint } from '../define.ts';
import { scopeSchema } from '../scope-schema.ts';

/** A token as it is shown: never the token itself, which only its maker saw. */
const tokenSchema = z.object({
  token_id: z.string(),
  name: z.string().describe('who it stands for in the event log'),
  scopes: z.array(scopeSchema),
  created_at: z.string(),
  expires_at: z.string().nullable().describe('null: never'),
});

const wanted = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((name) => name !== 'local', 'is the person at this machine; choose another'),
  scopes: z.array(scopeSchema).min(1).max(10),
  expires_at: z.iso.datetime({ offset: true }).nullable().describe('ISO 8601; null: never'),
};

const made = tokenSchema.extend({
  token: z.string().describe('Send it as Authorization: Bearer. It is not shown again.'),
});

export const createToken = endpoint({
  method: 'POST',
  path: '/pas/v1/tokens',
  scope: 'admin',
  summary: 'Make a token for another program or person',
  description: 'Only its hash is kept, so a repeat makes another one.',
  status: 201,
  idempotency: 'none',
  body: z.object(wanted),
  response: made,
});

export const listTokens = endpoint({
  method: 'GET',
  path: '/pas/v1/tokens',
  scope: 'admin',
  summary: 'The tokens that are valid, newest first',
  response: z.object({ tokens: z.array(tokenSchema) }),
});

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/pas/v1/tokens/:token_id',
  scope: 'admin',
  summary: 'End a token at once, with the streams and sockets it opened',
  idempotency: 'none',
  params: z.object({ token_id: z.string().min(1).max(100) }),
  response: z.object({ token: tokenSchema }),
  errors: ['unknown_token'],
});

export const createLoginCode = endpoint({
  method: 'POST',
  path: '/pas/v1/login-codes',
  scope: 'admin',
  summary: 'Make a code that a browser exchanges for a token, once',
  status: 201,
  idempotency: 'none',
  body: z.object(wanted),
  response: z.object({
    code: z.string().describe('goes behind the window’s address: /#login=CODE'),
    usable_until: z.string(),
  }),
});

export const exchangeLoginCode = endpoint({
  method: 'POST',
  path: '/pas/v1/login-codes/exchange',
  scope: 'public',
  summary: 'The token of a login code, which is used up by this',
  idempotency: 'none',
  body: z.object({ code: z.string().min(1).max(200) }),
  response: made,
  errors: ['unauthorized'],
});
