import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { listenService } from './listen.ts';
import { createSampleServer } from './testing/start-sample.ts';

describe('listenService', () => {
  it('names the holder of a taken port and goes on with a free one', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const taken = holder.address();
    const port = typeof taken === 'object' && taken !== null ? taken.port : 0;
    const { app } = createSampleServer();
    const listening = await listenService(app, { port });
    expect(listening.fellBackFrom).toBe(port);
    expect(listening.port).not.toBe(port);
    const named = process.platform === 'linux' ? `(pid ${process.pid})` : 'another program';
    expect(listening.holder).toContain(named);
    expect(listening.notice).toContain(`Port ${port} is held by`);
    expect((await fetch(`${listening.url}/health`)).status).toBe(200);
    await app.close();
    holder.close();
  });

  it('falls back when the port is taken on the other loopback address only', async () => {
    const holder = createServer().listen(0, '::1');
    await once(holder, 'listening');
    const taken = holder.address();
    const port = typeof taken === 'object' && taken !== null ? taken.port : 0;
    const { app } = createSampleServer();
    const listening = await listenService(app, { port });
    expect(listening.fellBackFrom).toBe(port);
    await app.close();
    holder.close();
  });

  it('takes the wanted port when it is free, and frees it on close', async () => {
    const first = createSampleServer().app;
    const { port } = await listenService(first, { port: 0 });
    await first.close();
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow('fetch failed');
    const second = createSampleServer().app;
    expect(await listenService(second, { port })).toEqual({
      port,
      url: `http://localhost:${port}`,
    });
    await second.close();
  });

  it('waits for no connection on which a request never came', async () => {
    const { app } = createSampleServer();
    const { port } = await listenService(app, { port: 0 });
    const isIn = once(app.server, 'connection');
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await isIn;
    // The cut of every connection comes by a timer, which does not pass here.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      await Promise.all([app.close(), once(socket, 'close')]);
    } finally {
      vi.useRealTimers();
    }
    // Ten seconds without a request are answered with 408.
    expect(answer).toBe('');
  });

  it('answers 503 to a connection that is still open while it stops', async () => {
    const { app } = createSampleServer();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let entered = (): void => undefined;
    const isIn = new Promise<void>((resolve) => (entered = resolve));
    app.get('/held', async () => {
      entered();
      await held;
      return {};
    });
    const { port } = await listenService(app, { port: 0 });
    const socket = connect(port, '127.0.0.1');
    let answers = '';
    socket.on('data', (chunk: Buffer) => (answers += chunk.toString()));
    const ask = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
    socket.write(ask('/held'));
    await isIn;
    const closing = app.close();
    const isRead = once(app.server, 'request');
    socket.write(ask('/health'));
    await isRead;
    release();
    await Promise.all([closing, once(socket, 'close')]);
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
  });
});
