import { groupLeftOut, type LeftOut } from '#shared/present/left-out.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The tasks that are not part of a run, one group for each reason. */
export function renderLeftOut(tasks: readonly LeftOut[], { colors }: Terminal): string[] {
  return groupLeftOut(tasks).flatMap(({ sentence, titles }) => [
    '',
    `${colors.yellow('!')} ${sentence}`,
    ...titles.map((title) => `  ${colors.dim('·')} ${title}`),
  ]);
}
