import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Frame, Page, Route } from '@playwright/test';
import { toAppAddress, toBrowserAddress } from './address.ts';
import { app, preventable } from './app.ts';
import { browser } from './browser.ts';
import { ipcMain, PagePort } from './ipc-main.ts';
import { BINDING, PORTS, preloadScript } from './page-shim.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';

export interface FrameView {
  readonly url: string;
  readonly parent: FrameView | null;
}
type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

let nextId = 1;

/** One page with everything main attaches to it. */
export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly preferences: Record<string, unknown>;
  readonly frames = new WeakMap<Frame, FrameView>();
  /** Addresses that the page was refused as new windows. */
  readonly refusedWindows: string[] = [];
  #page: Page | undefined;
  #loading = '';
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  readonly #ports = new Map<number, PagePort>();

  constructor(preferences: Record<string, unknown>) {
    super();
    this.preferences = preferences;
    app.emit('web-contents-created', {}, this);
  }

  get session(): typeof session.defaultSession {
    return session.defaultSession;
  }

  get mainFrame(): FrameView {
    return this.#viewOf(this.#livePage().mainFrame());
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  getLastWebPreferences(): Record<string, unknown> {
    return this.preferences;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async load(address: string): Promise<void> {
    this.#loading = toBrowserAddress(address);
    this.#page ??= await this.#openPage();
    await this.#page.goto(this.#loading);
    this.emit('did-finish-load');
  }

  async close(): Promise<void> {
    this.#dropPorts();
    await this.#page?.close();
  }

  /** Ends the page's process, as a crash would. */
  forcefullyCrashRenderer(): void {
    void this.#livePage()
      .goto('chrome://crash')
      .catch(() => undefined);
  }

  #livePage(): Page {
    if (this.#page === undefined) throw new Error('the window has loaded nothing yet');
    return this.#page;
  }

  async #openPage(): Promise<Page> {
    const context = browser();
    const page =
      context.pages().find((each) => each.url() === 'about:blank') ?? (await context.newPage());
    await page.exposeBinding(BINDING, ({ frame }, kind: string, ...args: unknown[]) =>
      this.#receive(frame, kind, args),
    );
    const preload = this.preferences['preload'];
    if (typeof preload === 'string') {
      await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8')) });
    }
    await page.route('**/*', (route) => this.#answer(route));
    page.on('popup', (popup) => void this.#decidePopup(popup));
    page.once('crash', () => {
      this.#dropPorts();
      this.#page = undefined;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    return page;
  }

  async #decidePopup(popup: Page): Promise<void> {
    const url = toAppAddress(popup.url());
    if (this.#openHandler({ url }).action === 'allow') return;
    this.refusedWindows.push(url);
    await popup.close();
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = toAppAddress(request.url());
    const isOwnLoad = request.url() === this.#loading.replace(/#.*/, '');
    if (request.isNavigationRequest() && !isOwnLoad) {
      const event = preventable({ url });
      this.emit('will-navigate', event, url);
      if (event.defaultPrevented) return route.abort('aborted');
    }
    const isCancelled = await session.defaultSession.isCancelled(url);
    const response = isCancelled ? null : await protocol.answer(url, request.method());
    if (response === null) return route.abort('blockedbyclient');
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  async #receive(frame: Frame, kind: string, args: unknown[]): Promise<unknown> {
    const event = { sender: this, senderFrame: this.#viewOf(frame), ports: [] as PagePort[] };
    // A new document: the ports of the one before are gone with it.
    if (kind === 'start') this.#dropPorts();
    if (kind === 'invoke') return ipcMain.invoke(String(args[0]), event, args.slice(1));
    if (kind === 'post') {
      const [channel, message, ids] = args as [string, unknown, number[]];
      event.ports = ids.map((id) => this.#portOf(id));
      ipcMain.emit(channel, event, message);
      return undefined;
    }
    const [id, data] = args as [number, unknown];
    const port = this.#ports.get(id);
    if (kind === 'port-message') port?.emit('message', { data, ports: [] });
    if (kind === 'port-close') this.#forget(id, port);
    return undefined;
  }

  #portOf(id: number): PagePort {
    const tell = (message: unknown, isEnd: boolean): void => {
      const page = this.#page;
      if (page === undefined || page.isClosed()) return;
      void page
        .evaluate(
          ([name, ...rest]) =>
            (window as unknown as Record<string, (...values: unknown[]) => void>)[name]?.(...rest),
          [PORTS, id, message, isEnd] as const,
        )
        .catch(() => this.#forget(id, port));
    };
    const port = new PagePort(
      (message) => tell(message, false),
      () => tell(null, true),
    );
    this.#ports.set(id, port);
    return port;
  }

  #forget(id: number, port: PagePort | undefined): void {
    this.#ports.delete(id);
    port?.closedByPage();
  }

  #dropPorts(): void {
    for (const [id, port] of this.#ports) this.#forget(id, port);
  }

  #viewOf(frame: Frame): FrameView {
    const known = this.frames.get(frame);
    if (known !== undefined) return known;
    const parent = frame.parentFrame();
    const view: FrameView = {
      get url() {
        return toAppAddress(frame.url());
      },
      parent: parent === null ? null : this.#viewOf(parent),
    };
    this.frames.set(frame, view);
    return view;
  }
}
