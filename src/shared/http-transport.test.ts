import { describe, expect, it } from 'vitest';
import { createClient } from './client.ts';
import { AppError, problem } from './errors.ts';
import { createHttpTransport, type FetchLike } from './http-transport.ts';

type Init = Parameters<FetchLike>[1];
interface Sent {
  url: string;
  init: Init;
}

/** A fetch that answers from a list, in order, and keeps what it was asked. */
function scripted(answers: (Response | Error)[]): { sent: Sent[]; fetch: FetchLike } {
  const sent: Sent[] = [];
  const fetch: FetchLike = async (url, init) => {
    sent.push({ url, init });
    const answer = answers[sent.length - 1] ?? new TypeError('fetch failed');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { sent, fetch };
}

function clientOver(fetch: FetchLike, token?: string) {
  return createClient(
    createHttpTransport({
      fetch,
      baseUrl: (service) => `/svc/${service}`,
      createDecoder: () => new TextDecoder(),
      wait: async () => undefined,
      ...(token === undefined ? {} : { token }),
    }),
  );
}

const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status });
const tick = (seq: number, text = 'x'): string =>
  `id: ${seq}\nevent: run.executing\ndata: ${JSON.stringify({ seq, text })}\n\n`;

/** A stream that sends these bytes, cut in pieces of `size`, and then breaks or ends. */
function streamOf(text: string, size: number, isBroken = false): Response {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += size)));
      else if (isBroken) controller.error(new TypeError('terminated'));
      else controller.close();
    },
  });
  return new Response(body);
}

describe('calls', () => {
  it('put parameters into the path, query fields into the address, the rest into the body', async () => {
    const { sent, fetch } = scripted([json({ lane: {} }), json({})]);
    const client = clientOver(fetch, 'secret');
    await client.pas.setLaneCap({ name: 'Code-Impl', cap: 3 }, { idempotencyKey: 'key-1' });
    await client.pas.runStatus({ run_id: 'a b' });
    expect(sent[0]).toEqual({
      url: '/svc/pas/pas/v1/lanes/Code-Impl',
      init: {
        method: 'PATCH',
        body: '{"cap":3}',
        headers: {
          authorization: 'Bearer secret',
          'content-type': 'application/json',
          'idempotency-key': 'key-1',
        },
      },
    });
    expect(sent[1]?.url).toBe('/svc/pas/pas/v1/runs/status?run_id=a+b');
    expect(sent[1]?.init.body).toBeUndefined();
  });

  it('reject with the error that the problem document stands for', async () => {
    const refusal = problem('unknown_run', 'There is no run r.', [
      { path: 'run_id', message: 'no' },
    ]);
    const { fetch } = scripted([json(refusal, 404)]);
    const error = await clientOver(fetch)
      .pas.runStatus({ run_id: 'r' })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'unknown_run',
      message: 'There is no run r.',
      errors: refusal.errors,
    });
  });

  it('say when nobody answers, and when something else does', async () => {
    const { fetch } = scripted([
      new TypeError('fetch failed'),
      new Response('<html>', { status: 502 }),
    ]);
    const client = clientOver(fetch);
    await expect(client.pas.health({})).rejects.toMatchObject({ code: 'unreachable' });
    await expect(client.pas.health({})).rejects.toThrow('502');
  });
});

describe('streams', () => {
  async function collect(fetch: FetchLike, count: number): Promise<number[]> {
    const controller = new AbortController();
    const seen: number[] = [];
    for await (const event of clientOver(fetch).pas.events({}, controller.signal)) {
      seen.push(event.seq);
      if (seen.length === count) controller.abort();
    }
    return seen;
  }

  it.each([1, 3, 1000])('are read whatever the pieces of %d bytes cut', async (size) => {
    const { fetch } = scripted([
      streamOf(`retry: 1000\n\n: hello\n\n${tick(1, 'ä🚀')}${tick(2)}`, size),
    ]);
    expect(await collect(fetch, 2)).toEqual([1, 2]);
  });

  it('resume after the last event when they break or end', async () => {
    const { sent, fetch } = scripted([
      streamOf(tick(1) + tick(2) + tick(3).slice(0, 9), 10, true),
      new TypeError('fetch failed'),
      streamOf(tick(3), 10),
      streamOf(tick(4), 10),
    ]);
    expect(await collect(fetch, 4)).toEqual([1, 2, 3, 4]);
    expect(sent.map(({ init }) => init.headers['last-event-id'])).toEqual([
      undefined,
      '2',
      '2',
      '3',
    ]);
  });

  it('reject when they are refused or fail inside the service', async () => {
    const refused = scripted([json(problem('unknown_run', 'No such run.'), 404)]);
    await expect(collect(refused.fetch, 1)).rejects.toMatchObject({ code: 'unknown_run' });
    const failed = `${tick(1)}event: error\ndata: ${JSON.stringify(problem('storage', 'Full.'))}\n\n`;
    await expect(collect(scripted([streamOf(failed, 99)]).fetch, 2)).rejects.toMatchObject({
      code: 'storage',
    });
  });
});
