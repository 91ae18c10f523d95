import { askAboutCap } from '#shared/present/cap-text.ts';
import type { Cli } from '../cli.ts';
import { askYesNo } from '../terminal/ask-yes-no.ts';
import { usageError } from './usage-error.ts';

interface TypedCap {
  /** As it was given; undefined: none was. */
  budget: number | undefined;
  estimateUsd: number | null;
  /** `--yes` was given. */
  yes: boolean | undefined;
}

/** Asks once more about a cap far above the estimate; throws when it is not meant. */
export async function confirmCap(cli: Cli, { budget, estimateUsd, yes }: TypedCap): Promise<void> {
  const question = budget === undefined ? null : askAboutCap(budget, estimateUsd);
  if (question === null || yes === true) return;
  const mayAsk = !cli.json && cli.terminal.isInteractive && cli.streams.stdin.isTTY;
  if (!mayAsk)
    throw usageError(`${question} Nothing was changed; add --yes if that is what you mean.`);
  if (!(await askYesNo(cli, `${question} Is that what you mean?`, 'no')))
    throw usageError('Nothing was changed. Give another --budget.');
}
