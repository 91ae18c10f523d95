import { expect, it } from 'vitest';
import { patchRows } from './patch-rows.ts';

const head = 'diff --git a/sum.js b/sum.js\nindex 1..2 100644\n--- a/sum.js\n+++ b/sum.js\n';

it('numbers the lines of both sides and marks what changed within a line', () => {
  const patch = `${head}@@ -3,3 +3,4 @@ function\n one\n-return a - b;\n+return a + b;\n+more\n two\n`;
  expect(patchRows(patch)).toMatchObject([
    { kind: 'hunk', text: 'lines 3–5 → 3–6' },
    { kind: 'context', before: 3, after: 3 },
    { kind: 'removed', before: 4, after: null, pieces: [{ text: 'return a - b;', kind: 'same' }] },
    { kind: 'added', before: null, after: 4 },
    { kind: 'added', before: null, after: 5 },
    { kind: 'context', before: 5, after: 6 },
  ]);
  const paired = `${head}@@ -1 +1 @@\n-return a - b;\n+return a + b;\n`;
  const [, removed, added] = patchRows(paired);
  expect([removed, added]).toMatchObject([
    { pieces: [{ text: 'return a ' }, { text: '-', kind: 'changed' }, { text: ' b;' }] },
    { pieces: [{ text: 'return a ' }, { text: '+', kind: 'changed' }, { text: ' b;' }] },
  ]);
});

it('keeps a secret’s label as a piece of its own, and takes no mark of git for a line', () => {
  const patch = `${head}@@ -0,0 +1 @@\n+key = [secret:github-token];\n\\ No newline at end of file\n`;
  expect(patchRows(patch)[1]).toMatchObject({
    pieces: [
      { text: 'key = ', kind: 'same' },
      { text: '[secret:github-token]', kind: 'secret' },
      { text: ';', kind: 'same' },
    ],
  });
  expect(patchRows(patch)).toHaveLength(2);
});

it('has nothing to say of what is not text', () => {
  expect(patchRows(`${head.slice(0, 40)}\nBinary files a/x and b/x differ\n`)).toEqual([]);
  expect(patchRows('')).toEqual([]);
});
