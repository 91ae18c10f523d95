import { expect, test } from 'vitest';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { must } from '#shared/assert.ts';
import { measureText } from './measure-text.ts';

const narrative = must(
  DEFAULT_LANES.find((lane) => lane.name === 'Narrative'),
  'a shipped lane',
);
const reference = 'The harbour is calm. Boats wait for the tide. The crew rests until dawn.';

function states(generated: string): Record<string, string> {
  const { gates } = measureText(narrative, { generated, reference });
  return Object.fromEntries(gates.map(({ gate, judgement }) => [gate.kpi, judgement.state]));
}

test('a text like its reference and easy to read passes both gates of the Narrative lane', () => {
  expect(states(reference)).toEqual({ BLEU: 'pass', readability: 'pass' });
});

test('a text about something else fails BLEU, whatever its reading grade', () => {
  expect(states('Nine engines hum below. Nobody hears them sing.')).toEqual({
    BLEU: 'fail',
    readability: 'pass',
  });
});

test('a text without a sentence has no reading grade: not measured, never green', () => {
  expect(states('')).toMatchObject({ BLEU: 'fail', readability: 'not_measured' });
});

test('the measure takes time and no tokens, and its task succeeded', () => {
  const { result } = measureText(narrative, { generated: reference, reference });
  expect(result).toMatchObject({ outcome: 'succeeded', reason: null, tokensIn: 0, tokensOut: 0 });
  expect(result.timeMs).toBeGreaterThan(0);
});
