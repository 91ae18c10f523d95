import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import { formatArgvWhole } from '#shared/present/format-argv.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The commands that ask, whole; nothing when none does. */
export function renderWillAsk(asks: readonly WillAsk[], { colors }: Terminal): string[] {
  if (asks.length === 0) return [];
  return [
    '',
    colors.bold('Will ask. A start by whoever may approve approves it for the run:'),
    ...asks.flatMap(({ shown, why }) => [
      `  ${cleanText(formatArgvWhole(shown.argv))}`,
      colors.dim(`    in ${cleanText(shown.repo ?? 'a scratch folder')}. ${cleanText(why)}`),
    ]),
  ];
}
