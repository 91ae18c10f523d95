import { z } from 'zod';

/** What a caller may do. The person at this machine has all of them; a token carries some. */
export const SCOPES = ['view', 'start', 'approve', 'budget.override', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export const scopeSchema = z
  .enum(SCOPES)
  .describe(
    '`view` reads; `start` makes and steers work; `approve` decides what waits for a person; ' +
      '`budget.override` changes caps; `admin` is all of these, lanes, tokens and the desktop.',
  );

/** Whether a holder of these scopes may do what needs `wanted`. */
export function hasScope(held: ReadonlySet<Scope>, wanted: Scope): boolean {
  return held.has(wanted) || held.has('admin');
}
