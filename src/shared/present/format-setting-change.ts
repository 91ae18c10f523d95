import type { SettingChange } from '../trust.ts';
import { formatArgvWhole } from './format-argv.ts';

/** A changed git setting in one line, whole: its key, where it stands, and both values. */
export function formatSettingChange({ name, file, before, after }: SettingChange): string {
  const [key, place] = [name, file].map((word) => formatArgvWhole([word]));
  const [was, is] = [before, after].map((value) =>
    value === null ? null : formatArgvWhole([value]),
  );
  const change = was === null ? `${is} (new)` : is === null ? `${was} (gone)` : `${was} → ${is}`;
  return `${key} in ${place}: ${change}`;
}
