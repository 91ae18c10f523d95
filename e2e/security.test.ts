import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { SECURITY_CHECKLIST } from './fixtures/security-checklist.ts';
import type { SlipwayBridge } from '../src/renderer/data/bridge.ts';
import type { LaunchedApp } from './fixtures/launch-app.ts';
import { root } from './fixtures/root.ts';
import { expect, test } from './fixtures/test.ts';

type Probe = (app: LaunchedApp) => Promise<void>;

/** What the window was created with, as the main process has it. */
function preferencesOf(app: LaunchedApp): Promise<Record<string, unknown>> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const { preload: _path, ...preferences } = window?.webContents.getLastWebPreferences() ?? {};
    return preferences;
  }, null);
}

function preferenceProbe(wanted: Record<string, unknown>): Probe {
  return async (app) => expect(await preferencesOf(app)).toMatchObject(wanted);
}

/** Loads an image from another origin: true when a byte of it could have come. */
function reaches(page: Page, address: string): Promise<boolean> {
  return page.evaluate(
    (url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => true,
        () => false,
      ),
    address,
  );
}

const navigationTargets = ['https://example.com/', 'file:///etc/passwd', 'data:text/html,<p>x</p>'];

async function navigationsStay({ page }: LaunchedApp): Promise<void> {
  const before = page.url();
  for (const target of navigationTargets) {
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
    // The page still answers, at the same address: a navigation would have replaced its context.
    await expect.poll(() => page.evaluate(() => document.title)).toBe('Now · Slipway');
    expect(page.url()).toBe(before);
  }
}

async function windowsStayOne(app: LaunchedApp): Promise<void> {
  await app.page.evaluate(() => void window.open('https://example.com/'));
  await app.page.evaluate(() => void window.open('/index.html', '_blank'));
  await expect
    .poll(
      () =>
        app.page
          .context()
          .pages()
          .filter((page) => page.url().includes('example.com')).length,
    )
    .toBe(0);
  expect(
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null),
  ).toBe(1);
}

async function permissionsAreDenied(app: LaunchedApp): Promise<void> {
  const { page } = app;
  const results = await page.evaluate(async () => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    const place = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      );
    });
    return [media, place, await Notification.requestPermission()];
  });
  expect(results).toEqual(['denied', 'denied', 'denied']);
  if (app.shell === 'electron') return;
  // The stand-in's Chromium denies by itself, so main's own handlers are asked as well.
  const decided = await app.evaluate(async ({ session }) => {
    const { permissionRequest, permissionCheck, devicePermission } = session.defaultSession;
    const request = new Promise((resolve) => permissionRequest?.({}, 'media', resolve));
    return [await request, permissionCheck?.({}, 'media'), devicePermission?.({})];
  }, null);
  expect(decided).toEqual([false, false, false]);
}

async function policyHolds({ page }: LaunchedApp): Promise<void> {
  const results = await page.evaluate(async () => {
    const globals = window as unknown as Record<string, unknown>;
    const script = document.createElement('script');
    script.textContent = 'window.__inlineRan = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.__handlerRan = true');
    const failed = new Promise((resolve) => image.addEventListener('error', resolve));
    image.src = 'data:text/plain,x';
    document.body.append(image);
    await failed;
    // In a task of the page: the debugger's own evaluation is exempt from the policy.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Reflect.construct(Function, ['return 1'])());
        } catch (error) {
          resolve(error instanceof EvalError ? 'refused' : String(error));
        }
      });
    });
    return { inline: globals['__inlineRan'], handler: globals['__handlerRan'], evaluated };
  });
  expect(results).toEqual({ inline: undefined, handler: undefined, evaluated: 'refused' });
}

async function sendersAreChecked(app: LaunchedApp): Promise<void> {
  test.skip(app.shell === 'electron', 'only the stand-in can forge a sender');
  const answers = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const page = 'app://slipway/';
    const forged = [
      { sender: contents, senderFrame: null },
      { sender: contents, senderFrame: { url: page, parent: {} } },
      { sender: { mainFrame: contents?.mainFrame }, senderFrame: { url: page, parent: null } },
      ...['https://example.com/', 'file:///index.html', 'about:blank', 'app://evil/'].map((url) => {
        const frame = { url, parent: null };
        return { sender: { mainFrame: frame }, senderFrame: frame };
      }),
    ];
    const channels = [...ipcMain.handlers.keys()].filter((name) => !name.includes('desktop'));
    const results = [];
    for (const channel of channels) {
      for (const event of forged) {
        results.push(((await ipcMain.invoke(channel, event, [{}])) as { ok: boolean }).ok);
      }
    }
    return { count: results.length, accepted: results.filter(Boolean).length };
  }, null);
  expect(answers.count).toBeGreaterThan(200);
  expect(answers.accepted).toBe(0);
}

async function bridgeIsSmall({ page }: LaunchedApp): Promise<void> {
  const seen = await page.evaluate(async () => {
    const globals = window as unknown as Record<string, unknown> & { slipway: SlipwayBridge };
    const { slipway } = globals;
    const names = ['electron-store-get-data', 'pas.nothing', '__proto__', 'desktop.pickFolder', ''];
    const answers = await Promise.all(names.map((name) => slipway.call(name, {})));
    const streamEnds = names.map((name) => {
      let end = '';
      slipway.open(
        name,
        {},
        () => undefined,
        (problem) => (end = problem?.code ?? ''),
      );
      return end;
    });
    return {
      members: Object.keys(slipway).toSorted(),
      desktop: Object.keys(slipway.desktop).toSorted(),
      refused: answers.every((answer) => !answer.ok && answer.problem.code === 'unknown_route'),
      streamEnds: [...new Set(streamEnds)],
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in globals,
      ),
    };
  });
  expect(seen).toEqual({
    members: ['call', 'desktop', 'open'],
    desktop: ['pickFolder', 'platform'],
    refused: true,
    streamEnds: ['unknown_route'],
    node: [],
  });
}

/** All that main was bundled to. */
function builtMain(): string {
  const folder = path.join(root, 'dist', 'main');
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return files.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
}

/** Packages that a bundle of main loads before any of its own code runs. */
function loadedFirst(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(path.join(root, 'dist', 'main', name), 'utf8');
  for (const [, from = ''] of text.matchAll(/^(?:import|export)\b[^'"]*['"]([^'"]+)['"]/gm))
    if (from.startsWith('./')) loadedFirst(path.basename(from), seen);
    else seen.add(from);
  return seen;
}

const probes: Record<(typeof SECURITY_CHECKLIST)[number]['id'], Probe> = {
  1: async ({ page }) => {
    const addresses = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => entry.name),
    );
    const { origin } = new URL(page.url().replace('app:', 'https:'));
    expect(addresses.length).toBeGreaterThan(0);
    expect(
      addresses.filter((address) => !address.replace('app:', 'https:').startsWith(origin)),
    ).toEqual([]);
    expect(await reaches(page, 'http://example.com/')).toBe(false);
    expect(await reaches(page, 'https://example.com/')).toBe(false);
  },
  2: preferenceProbe({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
  }),
  3: preferenceProbe({ contextIsolation: true }),
  4: async (app) => {
    await preferenceProbe({ sandbox: true })(app);
    const preload = readFileSync(path.join(root, 'dist', 'preload', 'index.cjs'), 'utf8');
    expect(preload.match(/require\(/g)).toHaveLength(1);
    expect(preload).toMatch(/require\(["']electron["']\)/);
  },
  5: permissionsAreDenied,
  6: preferenceProbe({ webSecurity: true }),
  7: policyHolds,
  8: preferenceProbe({ allowRunningInsecureContent: false }),
  9: preferenceProbe({ experimentalFeatures: false }),
  10: async (app) => {
    expect(Object.keys(await preferencesOf(app))).not.toContain('enableBlinkFeatures');
    expect(builtMain()).not.toContain('enableBlinkFeatures');
  },
  11: preferenceProbe({ webviewTag: false }),
  12: async (app) => {
    const prevented = await app.evaluate(({ BrowserWindow }) => {
      let isPrevented = false;
      const event = { preventDefault: () => (isPrevented = true) };
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {});
      return isPrevented;
    }, null);
    expect(prevented).toBe(true);
  },
  13: navigationsStay,
  14: windowsStayOne,
  15: async () => {
    expect(builtMain()).not.toMatch(/openExternal|\bshell\b[^]{0,40}from ["']electron["']/);
  },
  16: async () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  },
  17: sendersAreChecked,
  18: async ({ page }) => {
    expect(page.url()).not.toMatch(/^file:/);
    expect(await reaches(page, 'file:///etc/passwd')).toBe(false);
  },
  19: async () => {
    const config = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
    for (const fuse of [
      'runAsNode: false',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableEmbeddedAsarIntegrityValidation: true',
      'onlyLoadAppFromAsar: true',
      'grantFileProtocolExtraPrivileges: false',
      // What is outside the archive is just what dist/integrity.json covers.
      'smartUnpack: false',
    ]) {
      expect(config).toContain(fuse);
    }
  },
  20: bridgeIsSmall,
};

test.describe('Electron’s security checklist', () => {
  for (const { id, point, met } of SECURITY_CHECKLIST) {
    test(`${id}. ${point}: ${met}`, async ({ app }) => {
      await expect(app.page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
      await probes[id](app);
    });
  }
});

test('an app that is packaged is checked before it loads what lies beside its archive', () => {
  const first = [...loadedFirst('index.js')];
  expect(first).toContain('electron');
  const beside = /^(?:better-sqlite3|koffi|piscina|sqlite-vec|web-tree-sitter)$/;
  expect(first.filter((from) => beside.test(from))).toEqual([]);
});
