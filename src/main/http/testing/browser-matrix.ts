import { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { ALL_CHECKS, type GateChecks } from '../gate.ts';
import {
  hostilePage,
  LEAVING_FORMS,
  REQUEST_ENDED,
  REQUEST_FORMS,
  rowName,
  type RequestForm,
} from './hostile-page.ts';
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
/**
 * Every request ends with an event. This only ends the wait for one that the browser never sends.
 */
const PAGE_LIMIT_MS = 60_000;

/**
 * A browser that resolves every `.test` name to this machine and does not guard the local network
 * itself.
 */
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
  const visits = sources.flatMap((source) =>
    groupForms(forms).map((group) => ({ source, forms: group })),
  );
  try {
    const waiting = visits.values();
    const lane = async (): Promise<void> => {
      for (const visit of waiting) {
        await openPage(browser, { ...visit, port, attackerPort: attacker.port, folder, answered });
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

/** The forms of each page: those that leave it one by one, all others together. */
function groupForms(forms: readonly RequestForm[]): RequestForm[][] {
  const staying = forms.filter((form) => !LEAVING_FORMS.has(form));
  const leaving = forms.filter((form) => LEAVING_FORMS.has(form));
  return [...(staying.length > 0 ? [staying] : []), ...leaving.map((form) => [form])];
}

/** One page to open. */
interface Visit {
  source: PageSource;
  forms: readonly RequestForm[];
  port: number;
  attackerPort: number;
  folder: string;
  /** Emits a row's name when the service has answered its request. */
  answered: EventEmitter;
}

/**
 * Opens a page; resolves when each of its requests was answered by the service or ended in the
 * page.
 */
async function openPage(browser: Browser, visit: Visit): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const ended = Promise.withResolvers<void>();
  const waiting = new Set(visit.forms.map((form) => rowName(visit.source, form)));
  const end = (row: string): void => {
    waiting.delete(row);
    if (waiting.size === 0) ended.resolve();
  };
  for (const row of waiting) visit.answered.once(row, () => end(row));
  // A refused preflight is the end of a request that the service never answers. Frames report here
  // too.
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(REQUEST_ENDED)) end(text.slice(REQUEST_ENDED.length));
  });
  const limit = setTimeout(ended.resolve, PAGE_LIMIT_MS);
  try {
    const address = await placePage(page, visit);
    // A form that navigates away interrupts the opening of its own page.
    await page.goto(address, { waitUntil: 'commit', timeout: 0 }).catch(() => undefined);
    await ended.promise;
  } finally {
    clearTimeout(limit);
    await context.close();
  }
}

/** Puts the hostile page where its source says; its address. */
async function placePage(page: Page, visit: Visit): Promise<string> {
  const { source, forms, port, attackerPort, folder } = visit;
  const query = `?forms=${forms.join()}&source=${source}`;
  const path = `/page${query}`;
  switch (source) {
    case 'cross-site':
      return `http://evil.test:${attackerPort}${path}`;
    case 'other-port':
      return `http://localhost:${attackerPort}${path}`;
    case 'other-name':
      return `http://127.0.0.1:${attackerPort}${path}`;
    case 'sandboxed':
      return `http://localhost:${attackerPort}/sandbox${query}`;
    case 'rebound': {
      // As after the attacker's name server has changed its answer: its page stays, its name is
      // ours.
      const base = `http://rebound.test:${port}`;
      const body = hostilePage(forms, base, source);
      await page.route(`${base}/page`, (route) =>
        route.fulfill({ body, contentType: 'text/html' }),
      );
      return `${base}/page`;
    }
    case 'file': {
      const file = join(folder, `${forms.join()}.html`);
      writeFileSync(file, hostilePage(forms, `http://localhost:${port}`, source));
      return pathToFileURL(file).href;
    }
  }
}

async function startAttacker(target: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://attacker');
    const forms = (url.searchParams.get('forms') ?? 'img').split(',') as RequestForm[];
    const source = url.searchParams.get('source') ?? '';
    const frame = `<iframe sandbox="allow-scripts allow-forms allow-popups" src="/page${url.search}"></iframe>`;
    const isFrame = url.pathname === '/sandbox';
    const page = hostilePage(forms, `http://localhost:${target}`, source);
    response.setHeader('content-type', 'text/html');
    response.end(isFrame ? frame : page);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function rowOf(url: string | undefined): string {
  return new URL(url ?? '/', 'http://x').searchParams.get('row') ?? '';
}
