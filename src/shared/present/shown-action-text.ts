import type { ShownAction } from '../rules.ts';
import { formatArgvWhole } from './format-argv.ts';

/** What was decided about, in one line: a command, a place, or a repository's own commands. */
export function shownActionText({ argv, connect, install }: ShownAction): string {
  if (install !== undefined)
    return `${install.command} (${install.from}), from ${install.registries.join(' and ')}`;
  if (connect !== undefined) return `connect to ${connect}`;
  return argv.length === 0 ? 'trust: the repository’s own commands' : formatArgvWhole(argv);
}
