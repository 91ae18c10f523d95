import { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { ALL_CHECKS, type GateChecks } from '../gate.ts';
import { hostilePage, PAGE_DONE, REQUEST_FORMS, type RequestForm } from './hostile-page.ts';
import { createSampleServer } from './start-sample.ts';
import { listenService } from '../listen.ts';

/** Where the hostile page comes from. */
export type PageSource =
  | 'cross-site'
  | 'other-port'
  | 'other-name'
  | 'rebound'
  | 'sandboxed'
  | 'file';

export const PAGE_SOURCES: readonly PageSource[] = [
  'cross-site',
  'other-port',
  'other-name',
  'rebound',
  'sandboxed',
  'file',
];

export interface MatrixResult {
  /** Rows whose request reached the listener. */
  arrived: ReadonlySet<string>;
  /** Rows whose request got past the gate. */
  passed: ReadonlySet<string>;
  /** Calls that reached a handler. */
  handled: number;
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const PAGES_AT_ONCE = availableParallelism() * 2;
/** A row ends with an event. This only ends a row whose request the browser never sends. */
const ROW_LIMIT_MS = 60_000;

/** A browser that resolves every `.test` name to this machine and does not guard the local network itself. */
export function launchBrowser(): Promise<Browser> {
  const hasOwn = existsSync(chromium.executablePath());
  return chromium.launch({
    ...(hasOwn ? {} : { executablePath: SYSTEM_CHROMIUM }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-popup-blocking',
      '--autoplay-policy=no-user-gesture-required',
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
    ],
  });
}

/** Tries every form from every given source against a fresh service with these checks on. */
export async function runMatrix(
  browser: Browser,
  options: { sources?: readonly PageSource[]; forms?: readonly RequestForm[]; checks?: GateChecks },
): Promise<MatrixResult> {
  const { sources = PAGE_SOURCES, forms = REQUEST_FORMS, checks = ALL_CHECKS } = options;
  const { app, sample } = createSampleServer({ gate: { auth: { kind: 'local' }, checks } });
  const arrived = new Set<string>();
  const passed = new Set<string>();
  const answered = new EventEmitter();
  answered.setMaxListeners(0);
  app.server.on('request', (request, response) => {
    const row = rowOf(request.url);
    arrived.add(row);
    // A preflight is only the first half of a request.
    if (request.method !== 'OPTIONS') response.once('close', () => answered.emit(row));
  });
  app.addHook('preHandler', async (request) => void passed.add(rowOf(request.url)));
  const { port } = await listenService(app, { port: 0 });
  const attacker = await startAttacker(port);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-pages-'));
  const rows = sources.flatMap((source) => forms.map((form) => ({ source, form })));
  try {
    const waiting = rows.values();
    const lane = async (): Promise<void> => {
      for (const row of waiting) {
        await tryRow(browser, { ...row, port, attackerPort: attacker.port, folder, answered });
      }
    };
    await Promise.all(Array.from({ length: PAGES_AT_ONCE }, lane));
  } finally {
    await app.close();
    attacker.server.closeAllConnections();
    attacker.server.close();
    rmSync(folder, { recursive: true });
  }
  arrived.delete('');
  passed.delete('');
  return { arrived, passed, handled: sample.calls() };
}

interface Row {
  source: PageSource;
  form: RequestForm;
  port: number;
  attackerPort: number;
  folder: string;
  /** Emits a row's name when the service has answered its request. */
  answered: EventEmitter;
}

/** Opens the page of one row; resolves when the service has answered it or the page knows its request's end. */
async function tryRow(browser: Browser, row: Row): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const ended = Promise.withResolvers<void>();
  row.answered.once(`${row.source} ${row.form}`, () => ended.resolve());
  // A refused preflight is the end of a request that the service never answers. Frames speak here too.
  page.on('console', (message) => {
    if (message.text() === PAGE_DONE) ended.resolve();
  });
  const limit = setTimeout(ended.resolve, ROW_LIMIT_MS);
  try {
    const address = await placePage(page, row);
    // A form that navigates away interrupts the opening of its own page.
    await page.goto(address, { waitUntil: 'commit', timeout: 0 }).catch(() => undefined);
    await ended.promise;
  } finally {
    clearTimeout(limit);
    await context.close();
  }
}

/** Puts the hostile page where its source says; its address. */
async function placePage(page: Page, row: Row): Promise<string> {
  const { source, form, port, attackerPort, folder } = row;
  const path = `/page?form=${form}&source=${source}`;
  switch (source) {
    case 'cross-site':
      return `http://evil.test:${attackerPort}${path}`;
    case 'other-port':
      return `http://localhost:${attackerPort}${path}`;
    case 'other-name':
      return `http://127.0.0.1:${attackerPort}${path}`;
    case 'sandboxed':
      return `http://localhost:${attackerPort}/sandbox?form=${form}&source=${source}`;
    case 'rebound': {
      // As after the attacker's name server has changed its answer: its page stays, its name is ours.
      const base = `http://rebound.test:${port}`;
      const body = hostilePage(form, base, `${source} ${form}`);
      await page.route(`${base}/page`, (route) =>
        route.fulfill({ body, contentType: 'text/html' }),
      );
      return `${base}/page`;
    }
    case 'file': {
      const file = join(folder, `${form}.html`);
      writeFileSync(file, hostilePage(form, `http://localhost:${port}`, `${source} ${form}`));
      return pathToFileURL(file).href;
    }
  }
}

async function startAttacker(target: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://attacker');
    const form = (url.searchParams.get('form') ?? 'img') as RequestForm;
    const source = url.searchParams.get('source') ?? '';
    const frame = `<iframe sandbox="allow-scripts allow-forms allow-popups" src="/page${url.search}"></iframe>`;
    const isFrame = url.pathname === '/sandbox';
    const page = hostilePage(form, `http://localhost:${target}`, `${source} ${form}`);
    response.setHeader('content-type', 'text/html');
    response.end(isFrame ? frame : page);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function rowOf(url: string | undefined): string {
  return new URL(url ?? '/', 'http://x').searchParams.get('row') ?? '';
}
