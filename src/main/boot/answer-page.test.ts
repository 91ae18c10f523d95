import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPageAddress } from '../ipc/page-origin.ts';
import { answerPage } from './answer-page.ts';

let outer: string;
let folder: string;

beforeAll(() => {
  outer = mkdtempSync(path.join(os.tmpdir(), 'slipway-pages-'));
  folder = path.join(outer, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(outer, 'secret.txt'), 'secret');
  mkdirSync(path.join(outer, 'renderer-other'));
  writeFileSync(path.join(outer, 'renderer-other', 'secret.txt'), 'secret');
  writeFileSync(path.join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(path.join(folder, 'assets', 'a b.js'), 'void 0');
});

afterAll(() => rmSync(outer, { recursive: true }));

const get = (url: string, method = 'GET') => answerPage(folder, { method, url });

test('the start page and its files come with type and content policy', async () => {
  const page = await get('app://slipway/#/runs/x');
  expect(await page.text()).toBe('<p>page</p>');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  const script = await get('app://slipway/assets/a%20b.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test.each([
  'app://slipway/../secret.txt',
  'app://slipway/%2e%2e/secret.txt',
  'app://slipway/..%2fsecret.txt',
  'app://slipway/assets/..%2f..%2fsecret.txt',
  'app://slipway/..%2frenderer-other%2fsecret.txt',
  'app://slipway/assets',
  'app://slipway/missing.js',
  'app://slipway/%00',
  'app://slipway/%',
  'app://other/index.html',
  'app://user@slipway/index.html',
  'file:///etc/passwd',
])('%s is not found, with the same policy', async (url) => {
  const answer = await get(url);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('Not found');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('only GET reads', async () => {
  expect((await get('app://slipway/', 'POST')).status).toBe(404);
});

test.each([
  ['app://slipway/x#y', true],
  ['app://slipway.evil.example/', false],
  ['https://slipway/', false],
  ['about:blank', false],
  ['', false],
])('address %j is our own page: %s', (address, isOwn) => {
  expect(isPageAddress(address)).toBe(isOwn);
});
