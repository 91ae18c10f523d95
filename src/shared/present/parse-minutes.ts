import { MAX_MINUTES } from '../units.ts';

/** A cap of time as a person types it, in minutes; null: none, or none the contract takes. */
export function parseMinutes(text: string): number | null {
  const plain = text.trim();
  const minutes = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : 0;
  return minutes > 0 && minutes <= MAX_MINUTES ? minutes : null;
}

/** What to write instead; null: the text is a cap of time, or nothing. */
export function minutesComplaint(text: string): string | null {
  return text.trim() === '' || parseMinutes(text) !== null
    ? null
    : 'Minutes such as 30, or nothing for no cap';
}
