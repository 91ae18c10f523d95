import { expect, it } from 'vitest';
import type { RefreshReport, Round } from '#shared/messages/code-index.ts';
import { RoundQueue } from './round-queue.ts';

const report: RefreshReport = {
  generation: 1,
  filesIndexed: 1,
  filesChanged: 0,
  filesRemoved: 0,
  symbols: 0,
  edges: 0,
  durationMs: 1,
  phasesMs: { scan: 0, load: 0, read: 0, store: 0, solve: 0, edges: 0, commit: 0 },
  coverage: 1,
  gitSha: null,
};

/** A queue whose rounds are held until the test lets them end. */
function openQueue() {
  const waiting: ((started: { round: Round; end: () => void }) => void)[] = [];
  const rounds: { round: Round; end: () => void }[] = [];
  const queue = new RoundQueue({
    clock: { nowMs: () => 0 },
    run: (round) =>
      new Promise((resolve) => {
        const started = { round, end: () => resolve(report) };
        const waiter = waiting.shift();
        if (waiter === undefined) rounds.push(started);
        else waiter(started);
      }),
    letNoticesArrive: () => Promise.resolve(),
    changed: () => undefined,
    failed: () => undefined,
    settled: () => undefined,
  });
  /** The next round, as soon as it starts. */
  const next = (): Promise<{ round: Round; end: () => void }> => {
    const round = rounds.shift();
    return round === undefined
      ? new Promise((resolve) => void waiting.push(resolve))
      : Promise.resolve(round);
  };
  return { queue, next };
}

const changes: Round = { paths: [], full: false };

/** A queue whose first round, the look at the whole tree, is over. */
async function openLooked() {
  const opened = openQueue();
  const looked = opened.queue.refresh(changes);
  const first = await opened.next();
  expect(first.round).toEqual({ paths: null, full: false });
  first.end();
  await looked;
  return opened;
}

it('FRESH-5 a change that comes while a round runs starts a further round', async () => {
  const { queue, next } = await openLooked();
  queue.note('first.py');
  const running = await next();
  queue.note('second.py');
  queue.note('third.py');
  running.end();
  const further = await next();
  expect(further.round).toEqual({ paths: ['second.py', 'third.py'], full: false });
  further.end();
  queue.stop();
});

it('FRESH-5 who asks while a round runs waits for one that holds the changes made meanwhile', async () => {
  const { queue, next } = await openLooked();
  queue.note('first.py');
  const running = await next();
  queue.note('second.py');
  const asked = queue.refresh(changes);
  running.end();
  const further = await next();
  expect(further.round.paths).toEqual(['second.py']);
  further.end();
  expect(await asked).toEqual({ report, joined: true });
  queue.stop();
});

it('FRESH-6 a refresh takes the changes known so far and walks the tree only when it must', async () => {
  const { queue, next } = await openLooked();
  const roundOf = async (wanted: Round): Promise<Round> => {
    const asked = queue.refresh(wanted);
    const { round, end } = await next();
    end();
    await asked;
    return round;
  };
  queue.note('a.py');
  expect(await roundOf(changes)).toEqual({ paths: ['a.py'], full: false });
  expect(await roundOf(changes)).toEqual({ paths: [], full: false });
  expect(await roundOf({ paths: null, full: true })).toEqual({ paths: null, full: true });
  queue.mustLook();
  expect(await roundOf(changes)).toEqual({ paths: null, full: false });
  queue.stop();
});
