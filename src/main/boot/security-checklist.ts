/**
 * Electron's security checklist, in its order, and how each point is met. `e2e/` probes every one.
 */
export const SECURITY_CHECKLIST = [
  { id: 1, point: 'Only load secure content', met: 'every file comes from app://, nothing remote' },
  { id: 2, point: 'No Node.js integration', met: 'nodeIntegration off in pages, workers, frames' },
  { id: 3, point: 'Context isolation', met: 'contextIsolation on' },
  { id: 4, point: 'Process sandboxing', met: 'sandbox on; the preload is one CommonJS file' },
  { id: 5, point: 'Permission requests', met: 'every request, check and device is denied' },
  { id: 6, point: 'Web security stays on', met: 'webSecurity on' },
  { id: 7, point: 'Content security policy', met: "default-src 'none', scripts from own files" },
  { id: 8, point: 'No insecure content', met: 'allowRunningInsecureContent off' },
  { id: 9, point: 'No experimental features', met: 'experimentalFeatures off' },
  { id: 10, point: 'No Blink feature switches', met: 'enableBlinkFeatures is never set' },
  { id: 11, point: 'No popups from webviews', met: 'webviewTag off' },
  { id: 12, point: 'Webview options verified', met: 'every will-attach-webview is prevented' },
  { id: 13, point: 'Navigation limited', met: 'every address but our own page is prevented' },
  { id: 14, point: 'New windows limited', met: 'the window-open handler denies all' },
  { id: 15, point: 'No openExternal with untrusted text', met: 'shell is not used at all' },
  { id: 16, point: 'Current Electron', met: 'an exact version in package.json' },
  { id: 17, point: 'IPC senders validated', met: 'top frame of our own page only' },
  { id: 18, point: 'No file:// pages', met: 'own scheme, served from one folder' },
  { id: 19, point: 'Fuses set', met: 'electron-builder.yml turns off what is not used' },
  { id: 20, point: 'No Electron API for pages', met: 'the bridge has three named members' },
] as const;
