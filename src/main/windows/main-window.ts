import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, screen } from 'electron';
import { PAGE_ADDRESS } from '../ipc/page-origin.ts';
import { pagePreferences } from './page-preferences.ts';
import { placeWindow } from './place-window.ts';
import type { WindowSettings } from './window-settings.ts';

export interface MainWindowOptions {
  settings: WindowSettings;
  /** True once the app is really ending: then closing closes. */
  isQuitting: () => boolean;
  /** Called when closing only hid the window. */
  onHidden: () => void;
}

/** Creates the one window, with everything a page could misuse turned off, and loads the page. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const { settings } = options;
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(settings.readBounds(), screens),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Slipway',
    autoHideMenuBar: true,
    webPreferences: {
      ...pagePreferences(app),
      preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    },
  });
  if (settings.isMaximized()) window.maximize();
  keepState(window, options);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE_ADDRESS);
  return window;
}

function keepState(window: BrowserWindow, { settings, isQuitting, onHidden }: MainWindowOptions) {
  window.on('close', (event) => {
    settings.saveBounds(window.getNormalBounds(), window.isMaximized());
    if (isQuitting()) return;
    event.preventDefault();
    window.hide();
    onHidden();
  });
}

/** Brings the window to the front, wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Shows a run's place in the page. */
export function showRun(window: BrowserWindow, runId: string): void {
  void window.loadURL(`${PAGE_ADDRESS}#/run/${encodeURIComponent(runId)}?view=timeline`);
  focusWindow(window);
}

/** Shows the approvals inbox. */
export function showInbox(window: BrowserWindow): void {
  void window.loadURL(`${PAGE_ADDRESS}#/inbox`);
  focusWindow(window);
}
