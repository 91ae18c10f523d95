import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';

let context: BrowserContext | undefined;
let endpoint = '';

/** Starts Chromium once; the tests attach to it over its debugging port. */
export async function openBrowser(userData: string): Promise<void> {
  const profile = path.join(userData, 'chromium');
  const executablePath = process.env['SLIPWAY_CHROMIUM'];
  context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: true,
    // Main decides when the app ends.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: { width: 1360, height: 860 },
    args: ['--remote-debugging-port=0'],
  });
  const [port] = readFileSync(path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  endpoint = `http://127.0.0.1:${port}`;
}

/** The running browser. */
export function browser(): BrowserContext {
  if (context === undefined) throw new Error('app is not ready: a window was opened too early');
  return context;
}

/** Where the tests attach. */
export function debuggingEndpoint(): string {
  return endpoint;
}

/** Ends Chromium. */
export async function closeBrowser(): Promise<void> {
  await context?.close();
}
