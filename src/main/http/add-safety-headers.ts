import type { ServerResponse } from 'node:http';

/** What every answer says: take the type for what it is, and let no other site embed it. */
export const SAFETY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Sets them below the framework, so that streams and refusals carry them too. */
export function addSafetyHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(SAFETY_HEADERS)) response.setHeader(name, value);
}
