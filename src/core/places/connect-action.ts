import type { Place } from '#shared/messages/place.ts';
import { actionIn } from '../rules/action-in.ts';
import { formatPlace } from './read-place.ts';

/** What rules and approvals know by it that a repository's commands may reach a place. */
export function connectAction(repo: string, place: Place): string {
  return actionIn(repo, `connect ${formatPlace(place)}`);
}
