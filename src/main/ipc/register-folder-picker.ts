import { BrowserWindow, dialog, ipcMain } from 'electron';
import { isTrustedSender } from './is-trusted-sender.ts';

/** `desktop.pickFolder`: the platform's folder dialog; null when the person cancels it. */
export function registerFolderPicker(): void {
  ipcMain.handle('slipway:desktop.pickFolder', async (event): Promise<string | null> => {
    if (!isTrustedSender(event)) return null;
    const window = BrowserWindow.fromWebContents(event.sender);
    if (window === null) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open a repository',
      properties: ['openDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  });
}
