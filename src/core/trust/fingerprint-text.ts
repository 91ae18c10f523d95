import type { GitSetting } from '#shared/trust.ts';

/** A setting as text: two are equal when key, value and file are. */
export function settingText({ file, key, value }: GitSetting): string {
  return JSON.stringify([file, key, value]);
}

/** What a fingerprint is taken of: equal text, equal trust. Order and repetition do not matter. */
export function fingerprintText(settings: readonly GitSetting[]): string {
  return [...new Set(settings.map(settingText))].sort().join('\n');
}
