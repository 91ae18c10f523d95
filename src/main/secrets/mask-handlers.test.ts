import { describe, expect, it } from 'vitest';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import { tokenOf } from '#core/secrets/testing/sample-tokens.ts';
import type { AllHandlers } from '#shared/contract/contract.ts';
import { maskHandlers } from './mask-handlers.ts';

const token = tokenOf(seededRng(2), 'ghp_<A36-255>');
const filling = 'words of a long text. '.repeat(50_000);

/** The input that the operation gets, and how often the event loop went round before. */
async function submit(input: object): Promise<{ input: unknown; rounds: number }> {
  let rounds = 0;
  let isOn = true;
  const round = (): void => {
    rounds += 1;
    if (isOn) setImmediate(round);
  };
  const submitJobcard = async (given: object, _call: object) => ({ input: given, rounds });
  const handlers = maskHandlers({ pas: { submitJobcard } } as unknown as AllHandlers);
  setImmediate(round);
  try {
    return await (handlers.pas.submitJobcard as unknown as typeof submitJobcard)(input, {});
  } finally {
    isOn = false;
  }
}

describe('"Nothing big stops the engine": masking an input', () => {
  it('is done in pieces for a long one, with everything else in between', async () => {
    const payload = { note: `${filling}${token} ${filling}`, list: [filling] };
    const { input, rounds } = await submit({ run_id: 'r', payload });
    const note = `${filling}[secret:github-personal-token] ${filling}`;
    expect(input).toEqual({ run_id: 'r', payload: { note, list: [filling] } });
    expect(rounds).toBeGreaterThan((3 * filling.length) / 65_536);
  });

  it('keeps a short one waiting for nothing', async () => {
    const { input, rounds } = await submit({ run_id: 'r', payload: { goal: `use ${token}` } });
    expect(input).toMatchObject({ payload: { goal: 'use [secret:github-personal-token]' } });
    expect(rounds).toBe(0);
  });
});
