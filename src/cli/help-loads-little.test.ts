import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ENTRY = fileURLToPath(new URL('index.ts', import.meta.url));
const LIST = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
  process.on('exit', () => process.stderr.write(loaded.join('\\n')));
`)}`;

/** Addresses of the modules that a command line loads. */
function loadedBy(argument: string): string {
  const argv = ['--import', LIST, ENTRY, argument];
  const command = ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, ...argv];
  return execFileSync('/bin/sh', command, { encoding: 'utf8' });
}

test('help is shown without loading the contract or its schemas: it must be there at once', () => {
  const loaded = loadedBy('--help');
  expect(loaded).toMatch(/src\/cli\/index\.ts/);
  expect(loaded).toMatch(/commander/);
  expect(loaded).not.toMatch(/node_modules\/zod|shared\/contract/);
});
