import { z } from 'zod';
import { SCOPES } from '../scopes.ts';

export const scopeSchema = z
  .enum(SCOPES)
  .describe(
    '`view` reads; `start` makes and steers work; `approve` decides what waits for a person; ' +
      '`budget.override` changes caps; `admin` is all of these, lanes, tokens and the desktop.',
  );
