import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspectRepository } from './inspect-repository.ts';

const before = { ...process.env };
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-inspect-')));
});
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true });
});

it('lists what git shows: by the user’s own rules, too, and tracked files whatever the rules say', async () => {
  const root = join(folder, 'repo');
  mkdirSync(join(folder, 'git'));
  writeFileSync(join(folder, 'git', 'ignore'), '*.private\n');
  Object.assign(process.env, { HOME: folder, XDG_CONFIG_HOME: folder });
  execFileSync('git', ['init', '--quiet', root]);
  writeFileSync(join(root, '.gitignore'), '*.log\n');
  for (const name of ['a', 'a.log', 'b.log', 'a.private']) writeFileSync(join(root, name), '');
  execFileSync('git', ['add', '--force', 'b.log'], { cwd: root });
  const { files } = await inspectRepository({ path: root }, { path: '', home: folder });
  expect(files).toEqual(['.gitignore', 'a', 'b.log']);
});
