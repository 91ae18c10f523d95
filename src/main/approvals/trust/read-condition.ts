import { trustConditionSchema, type TrustCondition } from '#shared/trust.ts';

/** What a stored decision about trust rests on; null: on nothing that can be read. */
export function readCondition(text: string | null): TrustCondition | null {
  try {
    return text === null ? null : trustConditionSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
