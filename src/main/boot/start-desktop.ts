import { fileURLToPath } from 'node:url';
import { app, dialog, Menu, session, type BrowserWindow } from 'electron';
import type { AllHandlers } from '#shared/contract/contract.ts';
import type { WireEvent } from '#shared/events.ts';
import { toProblem } from '#shared/errors.ts';
import { registerFolderPicker } from '../ipc/register-folder-picker.ts';
import { registerIpc } from '../ipc/register-ipc.ts';
import { applicationMenu } from '../windows/application-menu.ts';
import { followDesktop, type DesktopFollower } from '../windows/follow-desktop.ts';
import { createMainWindow, focusWindow, showInbox, showRun } from '../windows/main-window.ts';
import { noticeFor } from '../windows/notice-for.ts';
import { showNotice } from '../windows/show-notice.ts';
import { createTray } from '../windows/tray.ts';
import { openWindowSettings, type WindowSettings } from '../windows/window-settings.ts';
import { denyDebugging } from './deny-debugging.ts';
import { denyNavigation, denyNetwork, denyPermissions } from './deny-web.ts';
import { declarePageScheme, servePages } from './page-protocol.ts';
import { deepLinkIn, LINK_SCHEME, readDeepLink } from './read-deep-link.ts';
import { recoverPage, reportHelpers } from './recover-crashes.ts';

/** What the desktop needs of the engine. */
export interface DesktopEngine {
  handlers: AllHandlers;
  stop(): Promise<void>;
}

/** Runs the desktop app: one instance, one window, one tray icon over one engine. */
export async function startDesktop(startEngine: () => Promise<DesktopEngine>): Promise<void> {
  declarePageScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  if (app.isPackaged) denyDebugging(app.commandLine);
  denyNavigation(reportRefusal);
  reportHelpers(report);
  await app.whenReady();
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(process.platform, app)));
  denyPermissions(session.defaultSession, reportRefusal);
  denyNetwork(session.defaultSession, { report: reportRefusal, mayDebug: !app.isPackaged });
  servePages(fileURLToPath(new URL('../renderer', import.meta.url)));
  const engine = await startOrExplain(startEngine);
  if (engine === null) return;
  registerIpc(engine.handlers, (operation, error) => report(`${operation}: ${textOf(error)}`));
  registerFolderPicker();
  openDesktop(engine);
}

async function startOrExplain(
  startEngine: () => Promise<DesktopEngine>,
): Promise<DesktopEngine | null> {
  try {
    return await startEngine();
  } catch (error) {
    report(`start: ${textOf(error)}`);
    dialog.showErrorBox('Slipway cannot start', toProblem(error).detail);
    app.exit(1);
    return null;
  }
}

function openDesktop(engine: DesktopEngine): void {
  const settings = openWindowSettings();
  const life = { isQuitting: false };
  const window = createMainWindow({
    settings,
    isQuitting: () => life.isQuitting,
    onHidden: () => explainTray(settings),
  });
  recoverPage(window, report);
  const follower = followWithTray(engine, window);
  window.on('focus', () => follower.markSeen());
  takeLinks(window);
  app.on('before-quit', () => {
    life.isQuitting = true;
    follower.stop();
  });
  stopWithEngine(engine);
}

function followWithTray(engine: DesktopEngine, window: BrowserWindow): DesktopFollower {
  const { pas } = engine.handlers;
  const tray = createTray({
    open: () => focusWindow(window),
    openRun: (runId) => showRun(window, runId),
    pauseAll: (runIds) => void pauseAll(pas, runIds),
    quit: () => app.quit(),
  });
  return followDesktop(pas, {
    onStatus: (status) => tray.update(status),
    onEvent: (event) => notify(window, event),
    onFailure: (error) => report(`tray: ${textOf(error)}`),
  });
}

async function pauseAll(pas: AllHandlers['pas'], runIds: readonly string[]): Promise<void> {
  const results = await Promise.allSettled(
    runIds.map((runId) =>
      pas.pauseRun(
        { run_id: runId, reason: 'paused from the tray' },
        { actor: 'local', requester: 'local_user' },
      ),
    ),
  );
  for (const result of results) {
    if (result.status === 'rejected') report(`pause all: ${textOf(result.reason)}`);
  }
}

function notify(window: BrowserWindow, event: WireEvent): void {
  const notice = window.isFocused() ? null : noticeFor(event);
  if (notice === null) return;
  showNotice(notice, () => {
    if (notice.target.place === 'inbox') showInbox(window);
    else showRun(window, notice.target.runId);
  });
}

function explainTray(settings: WindowSettings): void {
  if (settings.wasTrayExplained()) return;
  settings.setTrayExplained();
  showNotice({
    title: 'Slipway keeps working',
    body: 'The window is closed, your runs go on. Open or quit Slipway from its icon in the tray.',
  });
}

function takeLinks(window: BrowserWindow): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  const follow = (runId: string | null): void => {
    if (runId === null) focusWindow(window);
    else showRun(window, runId);
  };
  app.on('second-instance', (_event, argv) => follow(deepLinkIn(argv)));
  app.on('activate', () => focusWindow(window));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    follow(readDeepLink(url));
  });
  const first = deepLinkIn(process.argv);
  if (first !== null) showRun(window, first);
}

function stopWithEngine(engine: DesktopEngine): void {
  let isStopping = false;
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    void engine
      .stop()
      .catch((error: unknown) => report(`stopping: ${textOf(error)}`))
      .finally(() => {
        isStopped = true;
        app.quit();
      });
  });
  // The window only hides, so this never fires before quitting; without it Electron would quit on
  // its own.
  app.on('window-all-closed', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

function reportRefusal(what: string): void {
  report(`refused: ${what}`);
}

function report(what: string): void {
  process.stderr.write(`slipway: ${what}\n`);
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
