import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeOldArchives } from './remove-old-archives.ts';

test('links and folders that are called like an archive stay, and keep none from going', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-archives-'));
  try {
    mkdirSync(join(folder, 'a folder.tar'));
    symlinkSync('nowhere', join(folder, 'b link to nothing.tar'));
    symlinkSync('z old.tar', join(folder, 'c link.tar'));
    for (const name of ['y old.tar.part', 'z old.tar']) {
      writeFileSync(join(folder, name), '');
      utimesSync(join(folder, name), 1, 1);
    }
    writeFileSync(join(folder, 'z young.tar'), '');
    await removeOldArchives(folder, 2000);
    expect(readdirSync(folder).toSorted()).toEqual([
      'a folder.tar',
      'b link to nothing.tar',
      'c link.tar',
      'z young.tar',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
