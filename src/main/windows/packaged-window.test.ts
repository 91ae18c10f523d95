import { describe, expect, it } from 'vitest';
import { denyDebugging } from '../boot/deny-debugging.ts';
import { applicationMenu } from './application-menu.ts';
import { pagePreferences } from './page-preferences.ts';

const packaged = { isPackaged: true };
const developed = { isPackaged: false };

const roles = (platform: NodeJS.Platform, app: typeof packaged) =>
  [...JSON.stringify(applicationMenu(platform, app)).matchAll(/"role":"(\w+)"/g)].map(
    ([, role]) => role,
  );

describe('"DevTools off in packaged form"', () => {
  it('the page of a packaged app has none, and one that is developed has them', () => {
    expect(pagePreferences(packaged)).toMatchObject({ devTools: false, sandbox: true });
    expect(pagePreferences(developed)).toMatchObject({ devTools: true });
  });

  it.each(['linux', 'darwin', 'win32'] as const)('no menu and no shortcut on %s', (platform) => {
    const opening = /devtools|reload|^viewMenu$/i;
    expect(roles(platform, packaged).filter((role) => opening.test(role ?? ''))).toEqual([]);
    expect(roles(platform, developed)).toContain('toggleDevTools');
    expect(roles(platform, packaged)).toContain('editMenu');
  });

  it('no debugger comes in by a switch', () => {
    const removed: string[] = [];
    denyDebugging({ removeSwitch: (name) => void removed.push(name) });
    expect(removed).toContain('remote-debugging-port');
    expect(removed).toContain('remote-debugging-pipe');
  });
});
