import { describe, expect, it } from 'vitest';
import { createTurns } from './take-turns.ts';

/** Keeps the thread busy. */
function work(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

/** Counts how often the event loop went round, until it is stopped. */
function countRounds(): { rounds: () => number; stop(): void } {
  let rounds = 0;
  let isOn = true;
  const round = (): void => {
    rounds++;
    if (isOn) setImmediate(round);
  };
  setImmediate(round);
  return { rounds: () => rounds, stop: () => (isOn = false) };
}

describe('createTurns', () => {
  it('lets the event loop go round between any two pieces, whoever asks for them', async () => {
    const turns = createTurns({ rest: 0 });
    const counter = countRounds();
    const seen: number[] = [];
    const reader = async (): Promise<void> => {
      for (let n = 0; n < 5; n++) await turns.take(() => seen.push(counter.rounds()));
    };
    await Promise.all([reader(), reader(), reader()]);
    counter.stop();
    expect(new Set(seen).size).toBe(15);
  });

  it('does pieces in the order they were asked for, and hands on what they give or throw', async () => {
    const turns = createTurns({ rest: 0 });
    const order: string[] = [];
    const first = turns.take(() => order.push('a'));
    const broken = turns.take(() => {
      order.push('b');
      throw new Error('broken');
    });
    const last = turns.take(() => order.push('c'));
    await expect(broken).rejects.toThrow('broken');
    expect([await first, await last, order]).toEqual([1, 3, ['a', 'b', 'c']]);
  });

  it('rests after a long piece, for as many times as it took', async () => {
    const turns = createTurns({ rest: 10 });
    let endedMs = 0;
    const long = turns.take(() => {
      work(20);
      endedMs = performance.now();
    });
    const startedMs = await turns.take(() => performance.now());
    await long;
    expect(startedMs - endedMs).toBeGreaterThan(190);
  });
});
