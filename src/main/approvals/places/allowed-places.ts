import { connectAction } from '#core/places/connect-action.ts';
import { readPlace } from '#core/places/read-place.ts';
import { answeringRule, type Question } from '#core/rules/answering-rule.ts';
import { shownActionSchema } from '#shared/rules.ts';
import type { Place } from '#shared/messages/place.ts';
import type { Ledger } from '../../dispatch/spine.ts';

/** The places that commands of a repository may reach now, by what a person decided. */
export function allowedPlaces(
  { store, clock }: Ledger,
  repo: string,
  asked: Omit<Question, 'action'>,
): Place[] {
  const rules = store.read.rules.ofKind('connect');
  const named = new Set(
    rules.map(({ shown }) => shownActionSchema.parse(JSON.parse(shown)).connect ?? ''),
  );
  return [...named].flatMap((text) => {
    const read = readPlace(text);
    if (read.kind === 'refused') return [];
    const action = connectAction(repo, read.place);
    const about = rules.filter((rule) => rule.action === action);
    const rule = answeringRule(about, { ...asked, action }, clock.nowMs());
    return rule?.decision === 'allow' ? [read.place] : [];
  });
}
