import type { Handlers, pasContract } from '#shared/contract/contract.ts';
import type { Clock } from '#core/ports.ts';
import { createLoginCodes } from './create-login-codes.ts';
import type { Tokens } from './tokens.ts';

type TokenHandlers = Pick<
  Handlers<typeof pasContract>,
  'createToken' | 'listTokens' | 'revokeToken' | 'createLoginCode' | 'exchangeLoginCode'
>;

/** What PAS answers about tokens. */
export function tokenHandlers(tokens: Tokens, clock: Clock): TokenHandlers {
  const codes = createLoginCodes(tokens, clock);
  return {
    createToken: async (input) => tokens.create(input),
    listTokens: async () => ({ tokens: tokens.list() }),
    revokeToken: async (input) => ({ token: tokens.revoke(input.token_id) }),
    createLoginCode: async (input) => codes.create(input),
    exchangeLoginCode: async (input) => codes.exchange(input.code),
  };
}
