import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKnownSecrets } from './read-known-secrets.ts';

test('a person’s own files of logins are read, and none behind a link', () => {
  const home = mkdtempSync(join(tmpdir(), 'slipway-home-'));
  const before = process.env['HOME'];
  try {
    writeFileSync(join(home, '.netrc'), 'machine a login b password h7Gk2mQ9x\n');
    writeFileSync(join(home, '.npmrc'), '//a/:_authToken=k2Jd8s0aLq9Zx4\n');
    writeFileSync(join(home, 'elsewhere'), 'machine c login d password zz11yy22xx\n');
    symlinkSync('elsewhere', join(home, '_netrc'));
    const values = readKnownSecrets([], [home]).map(({ value }) => value);
    expect(values.toSorted()).toEqual(['h7Gk2mQ9x', 'k2Jd8s0aLq9Zx4']);
    process.env['HOME'] = home;
    expect(readKnownSecrets([]).map(({ value }) => value)).toContain('h7Gk2mQ9x');
  } finally {
    if (before === undefined) delete process.env['HOME'];
    else process.env['HOME'] = before;
    rmSync(home, { recursive: true });
  }
});
