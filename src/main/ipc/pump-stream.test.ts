import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventStream } from '#shared/contract/define.ts';
import { AppError } from '#shared/errors.ts';
import { isTrustedSender } from './is-trusted-sender.ts';
import { pumpStream, type StreamPort } from './pump-stream.ts';

const ticks = eventStream({
  path: '/ticks',
  scope: 'view',
  summary: 'Ticks',
  query: z.object({ from: z.number() }),
  event: z.number(),
});
const never = (error: unknown): never => {
  throw error;
};

function open(): { port: StreamPort; received: Promise<unknown[]>; other: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  const messages: unknown[] = [];
  const received = new Promise<unknown[]>((resolve) => {
    port2.on('message', (message) => messages.push(message));
    port2.once('close', () => resolve(messages));
  });
  return { port: port1, received, other: port2 };
}

test('events go through the port in order, then the end', async () => {
  const { port, received } = open();
  async function* count(input: Record<string, unknown>) {
    yield Number(input['from']);
    yield Number(input['from']) + 1;
  }
  await pumpStream(ticks, count, { input: { from: 3 }, port }, never);
  expect(await received).toEqual([{ event: 3 }, { event: 4 }, { end: null }]);
});

test('wrong input and a refusal end the stream with a problem', async () => {
  async function* refuse(): AsyncGenerator<never> {
    throw new AppError('unknown_run', 'There is no run r-1.');
  }
  for (const [input, code] of [
    [{ from: 'x' }, 'invalid_input'],
    [{ from: 1 }, 'unknown_run'],
  ] as const) {
    const { port, received } = open();
    await pumpStream(ticks, refuse, { input, port }, never);
    expect(await received).toMatchObject([{ end: { code } }]);
  }
});

test('closing the page’s end stops the handler', async () => {
  const { port, other } = open();
  let isStopped = false;
  async function* forever(_input: unknown, signal: AbortSignal) {
    yield 1;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    isStopped = true;
  }
  other.once('message', () => other.close());
  await pumpStream(ticks, forever, { input: { from: 1 }, port }, never);
  expect(isStopped).toBe(true);
});

test('only the top frame of our own page is trusted', () => {
  const frame = (url: string) => ({ url }) as never;
  const own = frame('app://slipway/#/approvals');
  const top = (senderFrame: never) => ({ senderFrame, sender: { mainFrame: senderFrame } });
  expect(isTrustedSender(top(own))).toBe(true);
  expect(
    isTrustedSender({ senderFrame: own, sender: { mainFrame: frame('app://slipway/') } }),
  ).toBe(false);
  expect(isTrustedSender({ senderFrame: null, sender: { mainFrame: own } })).toBe(false);
  for (const url of ['https://slipway/', 'app://slipway.example/', 'about:blank', '']) {
    expect(isTrustedSender(top(frame(url)))).toBe(false);
  }
});
