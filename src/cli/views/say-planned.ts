import type { Cli } from '../cli.ts';
import { remark } from '../cli.ts';
import { cleanText } from '../terminal/clean-text.ts';

/** One line when a command had to plan first. */
export function sayPlanned(
  cli: Cli,
  { planned_on_the_way: planned }: { planned_on_the_way: string | null },
): void {
  if (planned !== null) remark(cli, cleanText(planned));
}
