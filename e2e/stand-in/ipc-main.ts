import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** Electron's `ipcMain`: one handler per channel for `invoke`, listeners for `postMessage`. */
export class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  /** What `ipcRenderer.invoke` leads to. */
  async invoke(channel: string, event: unknown, args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

export const ipcMain = new IpcMain();

/** Main's end of a port whose other end is in a page. */
export class PagePort extends EventEmitter {
  readonly #send: (message: unknown) => void;
  readonly #sendClose: () => void;
  #isClosed = false;

  constructor(send: (message: unknown) => void, sendClose: () => void) {
    super();
    this.#send = send;
    this.#sendClose = sendClose;
  }

  postMessage(message: unknown): void {
    if (!this.#isClosed) this.#send(message);
  }

  start(): void {
    this.emit('started');
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#sendClose();
    this.emit('close');
  }

  /** The page closed its end, or is gone. */
  closedByPage(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.emit('close');
  }
}

/** Electron's name for a pair of ports inside main. */
export const MessageChannelMain = MessageChannel;
