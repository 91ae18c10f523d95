import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSample } from './testing/start-sample.ts';
import { formatEvent, writeEvents } from './write-events.ts';

const EVENTS = 20_000;
let started: Awaited<ReturnType<typeof startSample>>;
beforeAll(async () => {
  started = await startSample({ events: EVENTS });
});
afterAll(() => started.app.close());

async function open(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const sent = request(started.url + path, { headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return response;
}

/** Reads until `count` events have come, then breaks the connection off. */
async function take(response: IncomingMessage, count: number): Promise<EventSourceMessage[]> {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  for await (const chunk of response.setEncoding('utf8')) {
    parser.feed(chunk as string);
    if (events.length >= count) break;
  }
  response.destroy();
  return events;
}

describe('streams over Server-Sent Events', () => {
  it('sends id, type and data', async () => {
    const response = await open('/v1/events');
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const [first] = await take(response, 1);
    expect(first).toMatchObject({ id: '1', event: 'tick' });
    expect(JSON.parse(first?.data ?? '')).toEqual({
      seq: 1,
      type: 'tick',
      data: { text: 'event 1' },
    });
  });

  it('resumes by Last-Event-ID without gaps or repeats, whatever is lost on the way', async () => {
    const seen: number[] = [];
    let last: string | undefined;
    for (const size of [1, 700, 1, 5000, 13, 2000, 9000, EVENTS]) {
      const wanted = Math.min(size, EVENTS - seen.length);
      const headers: Record<string, string> = last === undefined ? {} : { 'last-event-id': last };
      // A reconnecting browser repeats the first address; the header must win over its ?after=.
      const events = await take(await open('/v1/events?after=0', headers), wanted);
      for (const event of events) seen.push(Number(event.id));
      last = events.at(-1)?.id;
    }
    expect(seen).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
  });

  it('takes ?after= and refuses an id that is none', async () => {
    const [event] = await take(await open('/v1/events?after=41'), 1);
    expect(event?.id).toBe('42');
    const refused = await open('/v1/events', { 'last-event-id': 'x' });
    expect(refused.statusCode).toBe(422);
    refused.destroy();
  });

  it('answers a refusal of the stream as a problem document', async () => {
    const refused = await open('/v1/events?run_id=nobody');
    expect(refused.statusCode).toBe(404);
    refused.destroy();
  });

  it('ends when the service stops', async () => {
    const other = await startSample({ events: 3 });
    const response = await fetch(`${other.url}/v1/events`);
    const text = response.text();
    await other.app.close();
    expect((await text).match(/^id: /gm)).toHaveLength(3);
  });
});

describe('many streams at once', () => {
  it('lets a newer reader in for the one that has read longest, which resumes', async () => {
    const other = await startSample({ events: 3 });
    const path = '/v1/events?after=0';
    const openOther = async (): Promise<IncomingMessage> => {
      const sent = request(other.url + path, { agent: false }).end();
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      return response.on('error', () => undefined).resume();
    };
    const first = await openOther();
    const more = await Promise.all(Array.from({ length: 511 }, openOther));
    expect([first, ...more].filter((one) => one.destroyed)).toEqual([]);
    const closed = new Promise((resolve) => first.once('close', resolve));
    const newest = await openOther();
    await closed;
    expect(newest.destroyed).toBe(false);
    await other.app.close();
  });
});

/** A response whose reader takes nothing until the test reads it. */
function fakeResponse(): ServerResponse & PassThrough {
  const pipe = new PassThrough({ highWaterMark: 1024 });
  return Object.assign(pipe, { writeHead: () => pipe }) as unknown as ServerResponse & PassThrough;
}

describe('writeEvents', () => {
  it('drops a reader that takes nothing, and stops producing', async () => {
    const response = fakeResponse();
    response.on('error', () => undefined);
    const controller = new AbortController();
    response.once('close', () => controller.abort());
    let produced = 0;
    async function* produce(): AsyncGenerator<unknown> {
      for (;;) yield { seq: ++produced, text: 'x'.repeat(200) };
    }
    const iterator = produce();
    const first = iterator.next();
    await writeEvents({ iterator, first, response, signal: controller.signal, stallMs: 20 });
    expect(response.destroyed).toBe(true);
    expect(produced).toBeLessThan(50);
  });

  it('ends a connection after a megabyte, so that a reader which takes nothing is sent no more', async () => {
    const response = fakeResponse().resume();
    const controller = new AbortController();
    let produced = 0;
    async function* produce(): AsyncGenerator<unknown> {
      for (;;) yield { seq: ++produced, text: 'x'.repeat(1000) };
    }
    const iterator = produce();
    const first = iterator.next();
    await writeEvents({ iterator, first, response, signal: controller.signal });
    expect(response.writableEnded).toBe(true);
    expect(produced).toBeGreaterThan(900);
    expect(produced).toBeLessThan(1100);
  });

  it('keeps an idle connection alive with comments', async () => {
    const response = fakeResponse();
    const controller = new AbortController();
    const iterator: AsyncIterator<unknown> = {
      next: async () => {
        await once(controller.signal, 'abort');
        return { done: true, value: undefined };
      },
    };
    const writing = { iterator, first: iterator.next(), response, signal: controller.signal };
    const done = writeEvents({ ...writing, heartbeatMs: 5 });
    let text = '';
    for await (const chunk of response) {
      text += String(chunk);
      if (text.includes(': still here\n\n')) break;
    }
    controller.abort();
    await done;
    expect(text).toContain(': still here\n\n');
  });

  it('keeps line breaks out of the event fields', () => {
    const text = formatEvent({ seq: 1, type: 'a\nid: 9', data: 'b\n\nid: 8' });
    expect(text.match(/^id: /gm)).toHaveLength(1);
    expect(text.split('\n\n')).toHaveLength(2);
  });
});
