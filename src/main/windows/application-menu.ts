import type { MenuItemConstructorOptions } from 'electron';

/**
 * The app's menu, in place of Electron's own, which reloads the page and opens its developer tools.
 * Both are there while the app is developed.
 */
export function applicationMenu(
  platform: NodeJS.Platform,
  app: { readonly isPackaged: boolean },
): MenuItemConstructorOptions[] {
  const developing: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  return [
    platform === 'darwin' ? { role: 'appMenu' } : { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : developing),
      ],
    },
    { role: 'windowMenu' },
  ];
}
