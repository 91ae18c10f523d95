import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireIntact } from './require-intact.ts';

const WRITE = fileURLToPath(new URL('../../../scripts/setup/write-integrity.mjs', import.meta.url));

let base: string;
let folder: string;
let archive: string;
beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'slipway-intact-'));
  folder = path.join(base, 'made');
  makePackage();
});
beforeEach(() => {
  folder = path.join(base, 'tried');
  archive = path.join(folder, 'resources', 'app.asar');
  cpSync(path.join(base, 'made'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};

/** A checkout with its hashes, packed as electron-builder.yml says; folders stand for archives. */
function makePackage(): void {
  const manifest = { name: 'koffi', version: '1.0.0', main: './index.js', scripts: { test: 'x' } };
  write(
    'checkout/package.json',
    '{"name":"app","version":"1.0.0","dependencies":{"koffi":"1.0.0"}}',
  );
  write('checkout/node_modules/koffi/package.json', JSON.stringify(manifest));
  write('checkout/node_modules/koffi/index.js', 'koffi');
  write('checkout/node_modules/koffi/build/koffi.node', 'native');
  write('checkout/dist/workers/execute.js', 'worker');
  write('checkout/dist/helper/slipway-helper', 'helper');
  write('checkout/resources/languages/c/grammar.wasm', 'grammar');
  execFileSync(process.execPath, [WRITE, path.join(folder, 'checkout')]);
  const { scripts: _scripts, ...packed } = manifest;
  for (const [from, to] of [
    ['checkout/dist/integrity.json', 'resources/app.asar/dist/integrity.json'],
    ['checkout/dist/workers', 'resources/app.asar.unpacked/dist/workers'],
    ['checkout/node_modules/koffi', 'resources/app.asar.unpacked/node_modules/koffi'],
    ['checkout/dist/helper', 'resources/helper'],
    ['checkout/resources/languages', 'resources/languages'],
  ] as const)
    cpSync(path.join(folder, from), path.join(folder, to), { recursive: true });
  // Packaging takes fields out that Node does not read.
  write(
    'resources/app.asar.unpacked/node_modules/koffi/package.json',
    JSON.stringify(packed, null, 2),
  );
}

describe('"dist/workers within the integrity check"', () => {
  it('an app as it was built starts, and nothing is asked of a checkout', () => {
    expect(() => requireIntact(archive)).not.toThrow();
    rmSync(path.join(folder, 'checkout', 'dist'), { recursive: true });
    expect(() => requireIntact(path.join(folder, 'checkout'))).not.toThrow();
  });

  it.each([
    'app.asar.unpacked/dist/workers/execute.js',
    'app.asar.unpacked/node_modules/koffi/index.js',
    'app.asar.unpacked/node_modules/koffi/build/koffi.node',
    'helper/slipway-helper',
    'languages/c/grammar.wasm',
  ])('a changed %s is refused in one sentence that names it', (file) => {
    const place = path.join(folder, 'resources', file);
    const bytes = readFileSync(place);
    bytes[0] = 0x20;
    writeFileSync(place, bytes);
    const name = file.replace('app.asar.unpacked/', '');
    const isSigned = process.platform === 'darwin' && /node$|helper$/.test(file);
    if (!isSigned) {
      const sentence = `not started, because its file ${name} was changed since it was built. Install Slipway again.`;
      expect(() => requireIntact(archive)).toThrow(sentence);
    }
  });

  it('a package.json that leads elsewhere is refused', () => {
    const leading = '{"name":"koffi","main":"../../../../../tmp/other.js"}';
    write('resources/app.asar.unpacked/node_modules/koffi/package.json', leading);
    expect(() => requireIntact(archive)).toThrow(/koffi\/package\.json was changed/);
  });

  it('so is a file that was added, one that is missing, and a link', () => {
    const workers = path.join(folder, 'resources/app.asar.unpacked/dist/workers');
    write('resources/app.asar.unpacked/dist/workers/more.js', 'x');
    expect(() => requireIntact(archive)).toThrow(/workers\/more\.js does not belong to it/);
    rmSync(path.join(workers, 'more.js'));
    rmSync(path.join(workers, 'execute.js'));
    expect(() => requireIntact(archive)).toThrow(/workers\/execute\.js is missing/);
    symlinkSync('/etc/passwd', path.join(workers, 'execute.js'));
    expect(() => requireIntact(archive)).toThrow(/workers\/execute\.js became a link/);
  });
});
