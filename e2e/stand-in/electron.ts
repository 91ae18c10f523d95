// What `import … from 'electron'` gives inside the stand-in. Used by the e2e tests and nowhere
// else.
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import {
  dialog,
  Menu,
  nativeImage,
  Notification,
  safeStorage,
  screen,
  shell,
  shown,
  Tray,
} from './desktop-parts.ts';
import { ipcMain, MessageChannelMain } from './ipc-main.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  shown,
  Tray,
};

// electron-store reads the module as one object.
export default {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  shown,
  Tray,
};
