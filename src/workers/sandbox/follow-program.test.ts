import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followProgram } from './follow-program.ts';

let base: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-follow-')));
  for (const name of ['tree', 'repo/.venv/bin', 'store/tool']) {
    mkdirSync(join(base, name), { recursive: true });
  }
  writeFileSync(join(base, 'tree/own'), '');
  writeFileSync(join(base, 'store/tool/main.js'), '');
});
afterEach(() => rmSync(base, { recursive: true }));

const follow = (program: string) =>
  followProgram({
    program,
    trees: [join(base, 'tree'), join(base, 'repo')],
    installed: [join(base, 'store')],
  });

it('CMD-8 names the system program that a link of the tree or of its checkout leads to', async () => {
  const sh = realpathSync('/bin/sh');
  symlinkSync('/bin/sh', join(base, 'tree/pytest'));
  symlinkSync('/bin/sh', join(base, 'repo/.venv/bin/python'));
  expect(await follow('./pytest')).toBe(sh);
  expect(await follow(join(base, 'tree/pytest'))).toBe(sh);
  expect(await follow('.venv/bin/python')).toBe(sh);
});

it('CMD-8 names none for what is the tree’s own, installed for it, or no path of it', async () => {
  symlinkSync('own', join(base, 'tree/link'));
  symlinkSync(join(base, 'store/tool/main.js'), join(base, 'repo/.venv/bin/tool'));
  symlinkSync('nowhere', join(base, 'tree/broken'));
  for (const program of [
    'own',
    './own',
    './link',
    '.venv/bin/tool',
    './broken',
    '../tree/own',
    '/bin/sh',
  ])
    expect(await follow(program)).toBeNull();
});
