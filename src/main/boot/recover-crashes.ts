import { app, type BrowserWindow } from 'electron';
import { showNotice } from '../windows/show-notice.ts';
import { PAGE_ADDRESS } from '../ipc/page-origin.ts';

const MAX_RELOADS = 3;
/** Crashes further apart than this do not add up to a loop (ms). */
const FORGET_AFTER_MS = 60_000;

/** Reloads a page whose process is gone and says so; stops after three crashes within a minute. */
export function recoverPage(window: BrowserWindow, report: (what: string) => void): void {
  let crashTimes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    report(`the page's process is gone: ${reason}`);
    const now = Date.now();
    crashTimes = [...crashTimes.filter((time) => now - time < FORGET_AFTER_MS), now];
    const isLoop = crashTimes.length > MAX_RELOADS;
    showNotice({
      title: 'Slipway’s window crashed',
      body: isLoop
        ? 'It crashed again and again and stays closed. Your runs go on; quit and start Slipway to see them.'
        : 'It was reloaded. Your runs were not touched.',
    });
    if (!isLoop) void window.loadURL(PAGE_ADDRESS);
  });
  window.on('unresponsive', () => report('the page does not respond'));
}

/** Reports helper processes that end by themselves; Chromium starts them again. */
export function reportHelpers(report: (what: string) => void): void {
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason !== 'clean-exit') report(`helper process ${type} is gone: ${reason}`);
  });
}
