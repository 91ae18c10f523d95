import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, it } from 'vitest';
import type { Cli } from '../cli.ts';
import { describeTerminal } from '../terminal/terminal.ts';
import { confirmCap } from './confirm-cap.ts';

/** A person at a terminal who types this. */
function typing(answer: string): Cli {
  const stdin = Object.assign(new PassThrough(), { isTTY: true }) as unknown as ReadStream;
  (stdin as unknown as PassThrough).end(`${answer}\n`);
  const screen = { write: () => true, isTTY: true, columns: 80, rows: 24 };
  return {
    place: { env: {}, cwd: '/', home: '/', entry: new URL('file:///vp') },
    streams: { stdin, stdout: screen, stderr: screen },
    terminal: describeTerminal(screen, {}),
    json: false,
  };
}

const large = { budget: 50, estimateUsd: 0.5, yes: undefined };

it.each(['y', 'Yes'])('“asked once more” on a terminal: %s takes the cap', async (answer) => {
  await expect(confirmCap(typing(answer), large)).resolves.toBeUndefined();
});

it.each(['', 'n', 'what?'])('anything else changes nothing: %j', async (answer) => {
  await expect(confirmCap(typing(answer), large)).rejects.toThrow(/Nothing was changed/);
});

it('without a question nothing is read', async () => {
  const cli = typing('n');
  await confirmCap(cli, { ...large, budget: 5 });
  await confirmCap(cli, { ...large, budget: undefined });
  await confirmCap(cli, { ...large, yes: true });
  expect((cli.streams.stdin as unknown as PassThrough).readableLength).toBeGreaterThan(0);
});
