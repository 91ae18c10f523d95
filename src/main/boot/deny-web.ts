import { app, type Session, type WebContents } from 'electron';
import { isPageAddress } from '../ipc/page-origin.ts';

/** Logs what was refused. */
export type ReportRefusal = (what: string) => void;

/** No page leaves our own, opens a window, hosts a webview or gets past a bad certificate. */
export function denyNavigation(report: ReportRefusal): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, report));
  app.on('certificate-error', (...[event, , url, error, , decide]) => {
    event.preventDefault();
    report(`certificate of ${url}: ${error}`);
    decide(false);
  });
}

function guardContents(contents: WebContents, report: ReportRefusal): void {
  const refuse = (event: { preventDefault(): void }, url: string): void => {
    if (isPageAddress(url)) return;
    event.preventDefault();
    report(`navigation to ${url}`);
  };
  contents.on('will-navigate', (event) => refuse(event, event.url));
  contents.on('will-frame-navigate', (event) => refuse(event, event.url));
  contents.on('will-redirect', (event) => refuse(event, event.url));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    report('a webview');
  });
  contents.setWindowOpenHandler(({ url }) => {
    report(`window ${url}`);
    return { action: 'deny' };
  });
}

/** No page gets camera, microphone, location, notifications, USB or anything else of that kind. */
export function denyPermissions(session: Session, report: ReportRefusal): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    report(`permission ${permission}`);
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.on('will-download', (event, item) => {
    event.preventDefault();
    report(`download ${item.getURL()}`);
  });
}

/** The page talks to nothing but its own files: the engine is reached through the bridge. */
export function denyNetwork(
  session: Session,
  { report, mayDebug }: { report: ReportRefusal; mayDebug: boolean },
): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const isOwn = isPageAddress(details.url) || (mayDebug && details.url.startsWith('devtools:'));
    if (!isOwn) report(`request to ${details.url}`);
    decide({ cancel: !isOwn });
  });
}
