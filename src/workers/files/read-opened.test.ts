import { mkdtempSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isRefusal } from './refusal.ts';
import { RootFolder } from './root-folder.ts';

const LARGEST_BYTES = 1000;

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
  using opened = new RootFolder(root);
  const content = opened.read('a.py', LARGEST_BYTES, (descriptor, most) => {
    beforeLastMs = statSync(join(root, 'a.py')).mtimeMs;
    const bytes = new Uint8Array(most);
    const count = readSync(descriptor, bytes, 0, most, 0);
    const text = left.shift();
    if (text !== undefined) writeFileSync(join(root, 'a.py'), text);
    return bytes.subarray(0, count);
  });
  if (isRefusal(content)) return content;
  return {
    text: Buffer.from(content.bytes).toString(),
    mtimeMs: content.mtimeMs,
    beforeLastMs,
    left,
  };
}

function readAll(changes: readonly string[]) {
  const found = readWhileChanging(changes);
  if (isRefusal(found)) throw new Error(found.sentence);
  return found;
}

it('SCAN-11 a file that changes while it is read is read again', () => {
  const { text, mtimeMs } = readAll(['second = 22\n']);
  expect(text).toBe('second = 22\n');
  expect(mtimeMs).toBe(statSync(join(root, 'a.py')).mtimeMs);
});

it('SCAN-11 a file that never rests is recorded with the time before its last reading', () => {
  const { text, mtimeMs, beforeLastMs, left } = readAll(['a = 22\n', 'a = 333\n', 'a\n']);
  expect(left).toEqual([]);
  expect(text).toBe('a = 333\n');
  expect(mtimeMs).toBe(beforeLastMs);
});

it('a file that grows beyond the limit while it is read is too large', () => {
  const grown = 'x'.repeat(LARGEST_BYTES + 1);
  expect(readWhileChanging([grown, grown, grown])).toMatchObject({
    refused: 'too_large',
    sentence: '“a.py” is larger than 1.0 kB.',
    sizeBytes: LARGEST_BYTES + 1,
  });
});

it('a file is read to its end, and one of the limit’s size is not too large', () => {
  writeFileSync(join(root, 'a.py'), 'x'.repeat(LARGEST_BYTES));
  using opened = new RootFolder(root);
  expect(opened.read('a.py', LARGEST_BYTES)).toMatchObject({ bytes: { length: LARGEST_BYTES } });
  expect(opened.read('a.py', LARGEST_BYTES - 1)).toMatchObject({ refused: 'too_large' });
});
