/** What a caller may do. The person at this machine has all of them; a token carries some. */
export const SCOPES = ['view', 'start', 'approve', 'budget.override', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a holder of these scopes may do what needs `wanted`. */
export function hasScope(held: ReadonlySet<Scope>, wanted: Scope): boolean {
  return held.has(wanted) || held.has('admin');
}
