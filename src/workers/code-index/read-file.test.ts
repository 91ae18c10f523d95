import { mkdtempSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readRegularFile } from './read-file.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-read-'));
  writeFileSync(join(root, 'a.py'), 'first = 1\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/**
 * Reads the file; after each reading, before its end is looked at, the file is given the next text.
 */
function readWhileChanging(changes: readonly string[]) {
  const left = [...changes];
  let beforeLastMs = 0;
  const content = readRegularFile(root, 'a.py', 1000, (descriptor, sizeBytes) => {
    beforeLastMs = statSync(join(root, 'a.py')).mtimeMs;
    const bytes = new Uint8Array(sizeBytes);
    readSync(descriptor, bytes, 0, sizeBytes, 0);
    const text = left.shift();
    if (text !== undefined) writeFileSync(join(root, 'a.py'), text);
    return bytes;
  });
  if (content === null || 'skip' in content) throw new Error('The file was not read.');
  return {
    text: Buffer.from(content.bytes).toString(),
    mtimeMs: content.mtimeMs,
    beforeLastMs,
    left,
  };
}

it('SCAN-11 a file that changes while it is read is read again', () => {
  const { text, mtimeMs } = readWhileChanging(['second = 22\n']);
  expect(text).toBe('second = 22\n');
  expect(mtimeMs).toBe(statSync(join(root, 'a.py')).mtimeMs);
});

it('SCAN-11 a file that never rests is recorded with the time before its last reading', () => {
  const { text, mtimeMs, beforeLastMs, left } = readWhileChanging(['a = 22\n', 'a = 333\n', 'a\n']);
  expect(left).toEqual([]);
  expect(text).toBe('a = 333\n');
  expect(mtimeMs).toBe(beforeLastMs);
});
