import { describe, expect, test } from 'vitest';
import type { Form } from '../forms.ts';
import type { SymbolFact } from '../symbols.ts';
import { documentsOfFile, documentsOfText } from './documents-of-file.ts';

const TEXT = `# About the file.
import box

# Opens every box,
# one after the other.
def open_all(boxes):
    """Gives them back open."""
    # skips the broken ones
    for one in boxes:  # in order
        one.open()


class Lid:
    def close(self):
        return 1
`;

/** A form of the given kind around a piece of the text. */
function form(kind: string, piece: string): Form {
  const start = TEXT.indexOf(piece);
  const line = TEXT.slice(0, start).split('\n').length;
  return {
    kind,
    variant: '',
    role: '',
    start,
    end: start + piece.length,
    line,
    column: start - (TEXT.lastIndexOf('\n', start - 1) + 1),
    endLine: line,
    flags: [],
    children: [],
  };
}

function symbol(path: string, kind: SymbolFact['kind'], lines: [number, number]): SymbolFact {
  const [startLine, endLine] = lines;
  const name = path.slice(path.lastIndexOf('.') + 1);
  return {
    name,
    path,
    kind,
    line: startLine,
    column: 0,
    startLine,
    endLine,
    parent: -1,
    signature: name,
  };
}

const ROOT: Form = {
  ...form('module', TEXT),
  endLine: 15,
  children: [
    form('comment', '# About the file.'),
    form('comment', '# Opens every box,'),
    form('comment', '# one after the other.'),
    form('docstring', '"""Gives them back open."""'),
    form('comment', '# skips the broken ones'),
    form('comment', '# in order'),
  ],
};
const SYMBOLS = [
  symbol('', 'module', [1, 15]),
  symbol('open_all', 'function', [6, 10]),
  symbol('Lid', 'class', [13, 15]),
  symbol('Lid.close', 'method', [14, 15]),
];

describe('SEARCH-9 a passage holds its own lines, and the words that describe it apart', () => {
  const documents = documentsOfFile('src/box.py', TEXT, { root: ROOT, symbols: SYMBOLS });
  const [file, openAll, lid, close] = documents;

  test('docstrings and the comments above describe; comments between statements are body', () => {
    expect(openAll?.comment).toBe(
      '# Opens every box,\n# one after the other.\n"""Gives them back open."""\n',
    );
    expect(openAll?.body).toContain('# skips the broken ones');
    expect(openAll?.body).toContain('# in order');
    expect(openAll?.body).toContain('one.open()');
    expect(file?.comment).toBe('# About the file.\n');
  });

  test('lines of a definition inside belong to it alone', () => {
    expect(file?.body).toContain('import box');
    expect(file?.body).not.toContain('one.open()');
    expect(lid?.body).toContain('class Lid');
    expect(lid?.body).not.toContain('return 1');
    expect(close?.body).toContain('return 1');
    expect(documents.map(({ name, line, endLine }) => [name, line, endLine])).toEqual([
      ['src/box', 1, 15],
      ['open_all', 6, 10],
      ['Lid', 13, 15],
      ['Lid.close', 14, 15],
    ]);
  });

  test('text in no language is cut into passages', () => {
    const text = Array.from({ length: 70 }, (_, n) => `line ${n + 1}`).join('\n');
    expect(
      documentsOfText('notes/plan.txt', text).map(({ name, line, endLine }) => [
        name,
        line,
        endLine,
      ]),
    ).toEqual([
      ['notes/plan', 1, 60],
      ['notes/plan', 61, 70],
    ]);
  });
});
