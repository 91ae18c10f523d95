import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A git repository with these files in its one commit; answers its path. */
export function makeRepo(files: Readonly<Record<string, string>>): string {
  const repo = mkdtempSync(join(tmpdir(), 'slipway-repo-'));
  const git = (...args: string[]): unknown =>
    execFileSync('git', args, { cwd: repo, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(repo, name), content);
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '-m', 'first');
  return repo;
}

/** Says `ready`, ignores SIGTERM, and has a grandchild in a session of its own that does the same. */
export const STUBBORN_TREE = `
const { spawn } = require('node:child_process');
process.on('SIGTERM', () => {});
const deaf = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)";
if (process.argv[2] === 'alone') eval(deaf);
else {
  spawn(process.execPath, ['-e', deaf], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  setInterval(() => {}, 1000);
}
`;
