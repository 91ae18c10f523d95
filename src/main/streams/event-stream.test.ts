import { request } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenService } from '../http/listen.ts';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
let url: string;

beforeAll(async () => {
  services = await openServices({ synthetic: true, timeScale: 10_000 });
  ({ url } = await listenService(services.pas, { port: 0 }));
});
afterAll(() => services.close());

/** Reads events over a socket of its own until there are enough, then cuts the connection. */
function readEvents(
  path: string,
  wanted: number,
  headers: Record<string, string> = {},
): Promise<EventSourceMessage[]> {
  return new Promise((resolve, reject) => {
    const seen: EventSourceMessage[] = [];
    const asked = request(`${url}${path}`, { headers }, (response) => {
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toMatch(/^text\/event-stream/);
      const parser = createParser({
        onEvent(event) {
          if (seen.length >= wanted) return;
          seen.push(event);
          if (seen.length === wanted) {
            asked.destroy();
            resolve(seen);
          }
        },
      });
      response.setEncoding('utf8');
      response.on('data', (text: string) => parser.feed(text));
      response.on('error', () => resolve(seen));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const CAP = { lane: 'Code-Impl', before: 0, after: 1, actor: 'local' };

const idsOf = (events: readonly EventSourceMessage[]): number[] =>
  events.map((event) => Number(event.id));

function card(run: string, index: number) {
  return services.post('/pas/v1/jobcards', {
    project_id: 1,
    run_id: run,
    lane: index % 2 === 0 ? 'Code-Impl' : 'Narrative',
  });
}

async function produce(run: string, tasks: number): Promise<void> {
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
  for (let index = 0; index < tasks; index += 1) await card(run, index);
  await services.runIn(run, ['completed']);
}

describe('GET /pas/v1/events', () => {
  it('resumes by Last-Event-ID without gaps or repeats while events are produced', async () => {
    const producing = produce('sse-1', 60);
    const seen: number[] = [];
    // 60 tasks of three events each and the run's own: cut and resumed every 23 events.
    for (let round = 0; round < 8; round += 1) {
      const last = seen.at(-1);
      const events =
        last === undefined
          ? await readEvents('/pas/v1/events?after=0', 23)
          : await readEvents('/pas/v1/events', 23, { 'last-event-id': String(last) });
      seen.push(...idsOf(events));
    }
    await producing;
    expect(seen).toEqual(Array.from({ length: 8 * 23 }, (_, index) => index + 1));
  });

  it('gives every reader the same, however late it comes', async () => {
    const [one, two] = await Promise.all([
      readEvents('/pas/v1/events?after=10', 100),
      readEvents('/pas/v1/events', 100, { 'last-event-id': '10' }),
    ]);
    expect(one).toEqual(two);
    expect(idsOf(one)[0]).toBe(11);
  });

  it('sends the events of one run only when one is named, still in order', async () => {
    const producing = Promise.all([produce('sse-2', 10), produce('sse-3', 10)]);
    const events = await readEvents('/pas/v1/events?after=0&run_id=sse-2', 20);
    await producing;
    const read = events.map((event) => JSON.parse(event.data) as { seq: number; run_id: string });
    expect(new Set(read.map((event) => event.run_id))).toEqual(new Set(['sse-2']));
    expect(read.map((event) => event.seq)).toEqual(idsOf(events));
    expect(idsOf(events)).toEqual(idsOf(events).toSorted((a, b) => a - b));
  });

  it('"replay in slices": the event loop goes round while readers read from the first event', async () => {
    const { engine } = services;
    await engine.spine.store.commit.write((tx) => {
      for (let n = 0; n < 5000; n += 1)
        tx.events.append({ type: 'lane.cap_changed', data: { ...CAP, before: n } }, n);
    });
    let rounds = 0;
    let isReading = true;
    const round = (): void => {
      rounds += 1;
      if (isReading) setImmediate(round);
    };
    setImmediate(round);
    const stop = new AbortController();
    const read = async (): Promise<number> => {
      let seen = 0;
      for await (const event of engine.handlers.pas.events({ after: 0 }, stop.signal)) {
        seen += 1;
        if (event.data['before'] === 4999) return seen;
      }
      return seen;
    };
    const [one, two] = await Promise.all([read(), read()]);
    isReading = false;
    expect(one).toBe(two);
    // Fifty pieces of a hundred events for each reader.
    expect(rounds).toBeGreaterThanOrEqual(100);
  });

  it.each(['abc', '-1', '1.5', '99999999999999999999'])(
    'refuses Last-Event-ID %s with a sentence',
    async (id) => {
      const answer = await fetch(`${url}/pas/v1/events`, { headers: { 'last-event-id': id } });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        detail: expect.stringContaining('whole number'),
      });
    },
  );
});

describe('GET /pas/v1/runs/logs/stream', () => {
  it('refuses an unknown run with a sentence instead of an empty stream', async () => {
    const answer = await services.get('/pas/v1/runs/logs/stream?run_id=nowhere');
    expect(answer.status).toBe(404);
    expect(answer.body['detail']).toMatch(/There is no run "nowhere"/);
  });
});
