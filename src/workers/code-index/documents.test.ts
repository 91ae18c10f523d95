import { describe, expect, it } from 'vitest';
import { lowerFile } from '#core/code-index/lower/lower-file.ts';
import type { SearchDocument } from '#core/code-index/search/document.ts';
import { documentsOfFile, documentsOfText } from '#core/code-index/search/documents-of-file.ts';
import { must } from '#shared/assert.ts';
import { findLanguages } from './find-languages.ts';
import { loadLanguage } from './load-language.ts';
import { readForms } from './read-forms.ts';

async function documents(path: string, text: string): Promise<SearchDocument[]> {
  const extension = path.slice(path.lastIndexOf('.'));
  const folder = findLanguages().find(({ conventions }) =>
    conventions.extensions.includes(extension),
  );
  const language = await loadLanguage(must(folder, 'the language is there'));
  const root = must(readForms(language, text), 'nothing stops the parser');
  const { conventions } = language;
  const input = { path, language: conventions, text, root, moduleName: 'm', packageName: '' };
  const { symbols } = lowerFile(input);
  return documentsOfFile(path, text, { root, symbols });
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe('documents of source', () => {
  it('give each line and each comment to the innermost definition', async () => {
    const text = [
      '"""Module words."""',
      'import os',
      '',
      '# Above the class.',
      'class Box:',
      '    """Class words."""',
      '    size = 1',
      '    def open(self, lid):',
      '        # Inside.',
      '        pass  # trailing',
      '        def inner():',
      '            return lid',
      '        return inner  # behind',
      'start()',
      '',
    ].join('\n');
    const found = await documents('src/box.py', text);
    expect(found.map(({ name, comment, body }) => [name, lines(comment), lines(body)])).toEqual([
      ['src/box', ['"""Module words."""'], ['import os', 'start()']],
      ['Box', ['# Above the class.', '"""Class words."""'], ['class Box:', 'size = 1']],
      [
        'Box.open',
        // Comments among statements are words of the body; only what describes the whole stands
        // apart.
        [],
        ['# behind', '# trailing', '# Inside.', 'def open(self, lid):', 'pass', 'return inner'],
      ],
      ['Box.open.inner', [], ['def inner():', 'return lid']],
    ]);
    expect(found.map(({ line, endLine }) => [line, endLine])).toEqual([
      [1, 15],
      [5, 13],
      [8, 13],
      [11, 12],
    ]);
  });

  it('lose no text, wherever comments stand', async () => {
    const text =
      '/* a */ f(/* b */ x, // c\n y); /* d\n e */ g();\n\nfunction h() { return 1; } // i\n';
    const found = await documents('a.js', text);
    const kept = found.map(({ comment, body }) => comment + body).join('');
    const letters = (all: string): string[] => (all.match(/\w/g) ?? []).sort();
    expect(letters(kept)).toEqual(letters(text));
  });

  it('are one for the file when nothing is defined', async () => {
    expect(await documents('empty.py', '')).toHaveLength(1);
  });
});

describe('documents of text', () => {
  it('are passages of 60 lines', () => {
    const text = Array.from({ length: 130 }, (_, n) => `line ${n + 1}`).join('\n');
    const found = documentsOfText('docs/guide.md', text);
    expect(found.map(({ name, line, endLine }) => [name, line, endLine])).toEqual([
      ['docs/guide', 1, 60],
      ['docs/guide', 61, 120],
      ['docs/guide', 121, 130],
    ]);
    expect(found.map(({ body }) => body).join('\n')).toBe(text);
  });

  it('keep the name of a hidden file', () => {
    expect(documentsOfText('.env', 'A=1')[0]?.name).toBe('.env');
    expect(documentsOfText('a/.env', 'A=1')[0]?.name).toBe('a/.env');
  });
});
