import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { limitSockets, sendBounded, type RpcSocket } from './rpc-socket.ts';

/** A peer that takes nothing until the test says so. */
class StoppedPeer extends EventEmitter implements RpcSocket {
  readyState = 1;
  bufferedAmount = 0;
  isTerminated = false;
  readonly #waiting: (() => void)[] = [];

  send(text: string, done: () => void): void {
    this.bufferedAmount += text.length;
    this.#waiting.push(done);
  }
  take(): void {
    this.bufferedAmount = 0;
    for (const done of this.#waiting.splice(0)) done();
  }
  terminate(): void {
    this.isTerminated = true;
    this.readyState = 3;
    this.emit('close');
    this.take();
  }
  close(): void {
    this.terminate();
  }
  pause(): void {}
  resume(): void {}
}

const NEVER_MS = 2 ** 30;

it('"write buffers bounded": drops a peer that lets too much wait', async () => {
  const peer = new StoppedPeer();
  const limits = { waitingBytes: 1000, stallMs: NEVER_MS };
  const first = sendBounded(peer, 'x'.repeat(900), limits);
  const second = sendBounded(peer, 'x'.repeat(900), limits);
  expect(peer.isTerminated).toBe(false);
  const third = sendBounded(peer, 'x', limits);
  expect(peer.isTerminated).toBe(true);
  await Promise.all([first, second, third]);
});

it('drops a peer that takes nothing for too long, and only such a one', async () => {
  const stopped = new StoppedPeer();
  await sendBounded(stopped, 'x', { waitingBytes: 1000, stallMs: 20 });
  expect(stopped.isTerminated).toBe(true);
  const reading = new StoppedPeer();
  const sent = sendBounded(reading, 'x', { waitingBytes: 1000, stallMs: NEVER_MS });
  reading.take();
  await sent;
  expect(reading.isTerminated).toBe(false);
});

it('lets the socket go that said nothing for the longest time', () => {
  const admit = limitSockets(2);
  const [quiet, busy, newest] = [new StoppedPeer(), new StoppedPeer(), new StoppedPeer()];
  admit(busy);
  admit(quiet);
  busy.emit('message', 'x');
  admit(newest);
  expect([busy, quiet, newest].map((peer) => peer.isTerminated)).toEqual([false, true, false]);
});
