import { describe, expect, it } from 'vitest';
import { createClient } from '#shared/client.ts';
import { problem, type Problem } from '#shared/errors.ts';
import type { SlipwayBridge } from './bridge.ts';
import { createBridgeTransport } from './bridge-transport.ts';

interface FakeBridge extends SlipwayBridge {
  calls: unknown[];
  closed: number;
  emit: (event: unknown) => void;
  finish: (problem: Problem | null) => void;
}

function fakeBridge(answer: Awaited<ReturnType<SlipwayBridge['call']>>): FakeBridge {
  const fake: FakeBridge = {
    calls: [],
    closed: 0,
    emit: () => undefined,
    finish: () => undefined,
    desktop: { pickFolder: async () => null, platform: 'linux' },
    async call(...args) {
      fake.calls.push(args);
      return answer;
    },
    open(operation, input, onEvent, onEnd) {
      fake.calls.push([operation, input]);
      fake.emit = onEvent;
      fake.finish = onEnd;
      return () => {
        fake.closed += 1;
      };
    },
  };
  return fake;
}

describe('the bridge transport', () => {
  it('names operations by service and passes the key on', async () => {
    const bridge = fakeBridge({ ok: true, value: { status: 'paused', run_id: 'r1' } });
    const client = createClient(createBridgeTransport(bridge));
    const answer = await client.pas.pauseRun({ run_id: 'r1' }, { idempotencyKey: 'k-1' });
    expect(answer.status).toBe('paused');
    expect(bridge.calls).toEqual([['pas.pauseRun', { run_id: 'r1' }, { idempotencyKey: 'k-1' }]]);
  });

  it('turns a problem document into an AppError', async () => {
    const bridge = fakeBridge({ ok: false, problem: problem('unknown_run', 'No run r9.') });
    const client = createClient(createBridgeTransport(bridge));
    await expect(client.pas.runStatus({ run_id: 'r9' })).rejects.toMatchObject({
      code: 'unknown_run',
      message: 'No run r9.',
    });
  });

  it('streams events and closes when the reader stops', async () => {
    const bridge = fakeBridge({ ok: true, value: null });
    const client = createClient(createBridgeTransport(bridge));
    const abort = new AbortController();
    const events = client.pas.events({ after: 4 }, abort.signal)[Symbol.asyncIterator]();
    const first = events.next();
    bridge.emit({ seq: 5 });
    expect(await first).toEqual({ done: false, value: { seq: 5 } });
    const second = events.next();
    abort.abort();
    expect((await second).done).toBe(true);
    expect(bridge.closed).toBe(1);
  });

  it('rejects the stream when the other side ends it with a problem', async () => {
    const bridge = fakeBridge({ ok: true, value: null });
    const client = createClient(createBridgeTransport(bridge));
    const events = client.pas.events({}, new AbortController().signal)[Symbol.asyncIterator]();
    const first = events.next();
    bridge.finish(problem('stopping', 'The engine is stopping.'));
    await expect(first).rejects.toMatchObject({ code: 'stopping' });
    expect(bridge.closed).toBe(1);
  });
});
