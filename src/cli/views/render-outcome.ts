import type { Outcome } from '#shared/contract/pas/outcome.ts';
import { nextCommands, outcomeText } from '#shared/present/outcome-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';
import { renderPairs } from './render-pairs.ts';

/** What became of a run, and what to do next. */
export function renderOutcome(outcome: Outcome, terminal: Terminal): string[] {
  const { visual, headline, lines } = outcomeText(outcome);
  const asks = outcome.asks.map(({ question }) => ['asks you', question] as const);
  return [
    `${paintVisual(visual, terminal.colors)}  ${headline}`,
    ...renderPairs([...asks, ...lines], terminal),
    '',
    `Next: ${nextCommands(outcome).join(', ')}.`,
  ];
}
