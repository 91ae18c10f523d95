import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import { formatArgvWhole } from '#shared/present/format-argv.ts';
import { formatSettingChange } from '#shared/present/format-setting-change.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What asks, whole: what a start approves, and what waits for an approval of its own. */
export function renderWillAsk(asks: readonly WillAsk[], terminal: Terminal): string[] {
  return [
    ...group(
      'Will ask. A start by whoever may approve approves it for the run:',
      asks.filter((ask) => ask.with_start),
      terminal,
    ),
    ...group(
      'Will wait for an approval of its own (`vp approvals` shows it):',
      asks.filter((ask) => !ask.with_start && ask.kind !== 'install'),
      terminal,
    ),
    ...group(
      'Dependencies are missing (`vp start --install` approves it; without, a red run asks):',
      asks.filter((ask) => ask.kind === 'install'),
      terminal,
    ),
  ];
}

function group(head: string, asks: readonly WillAsk[], { colors }: Terminal): string[] {
  if (asks.length === 0) return [];
  return [
    '',
    colors.bold(head),
    ...asks.flatMap(({ shown, title, why }) => [
      `  ${cleanText(shown.argv.length === 0 ? title : formatArgvWhole(shown.argv))}`,
      ...(shown.settings ?? []).map((change) => `    ${cleanText(formatSettingChange(change))}`),
      colors.dim(`    in ${cleanText(shown.repo ?? 'a scratch folder')}. ${cleanText(why)}`),
    ]),
  ];
}
