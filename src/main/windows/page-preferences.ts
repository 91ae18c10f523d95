import type { WebPreferences } from 'electron';

/** Everything a page could misuse turned off; its tools for developers, too, in a packaged app. */
export function pagePreferences(app: { readonly isPackaged: boolean }): WebPreferences {
  return {
    devTools: !app.isPackaged,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  };
}
