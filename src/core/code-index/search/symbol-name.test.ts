import { describe, expect, test } from 'vitest';
import { endsWithPath, matchName, parseAskedName, qualifiedName } from './symbol-name.ts';

describe('NAME-1 a symbol can be asked for in the ways people write it', () => {
  test.each([
    ['open', null, ['open']],
    [' open() ', null, ['open']],
    ['Box.open(self, x)', null, ['Box', 'open']],
    ['pkg.mod.Box.open', null, ['pkg', 'mod', 'Box', 'open']],
    ['acme::Box::open', null, ['acme', 'Box', 'open']],
    ['box->open', null, ['box', 'open']],
    ['Acme\\Box', null, ['Acme', 'Box']],
    ['Box#open', null, ['Box', 'open']],
    ['src/box.py:Box.open', 'src/box.py', ['Box', 'open']],
    ['box.py:open', 'box.py', ['open']],
    ['./src/box.ts#Box.open', 'src/box.ts', ['Box', 'open']],
    ['src/box.rs::Box', null, ['src/box', 'rs', 'Box']],
    ['src/box.py#', 'src/box.py', []],
    ['#private', null, ['#private']],
    ['Box.#open()', null, ['Box', '#open']],
    ['Box::operator->', null, ['Box', 'operator ->']],
    ['Box::operator()', null, ['Box', 'operator ()']],
    ['src/shop/box.py', 'src/shop/box.py', []],
    ['src/box.py:f~2', 'src/box.py', ['f']],
  ])('%s', (text, file, segments) => {
    expect(parseAskedName(text)).toMatchObject({ file, segments });
  });

  test('the key of a symbol is kept as written', () => {
    expect(parseAskedName('a/b.ts#f.<anonymous>~2')).toMatchObject({
      file: 'a/b.ts',
      path: 'f.<anonymous>~2',
    });
  });

  test.each(['', '  ', '.', '()', '::'])('nothing is asked by "%s"', (text) => {
    expect(parseAskedName(text)).toBeNull();
  });
});

describe('NAME-2 a qualified name matches by its end, and through packages that hand names on', () => {
  const method = { module: 'pkg.sub.mod', path: 'Box.open' };
  test.each([
    ['pkg.sub.mod.Box.open', 'exact'],
    ['mod.Box.open', 'suffix'],
    ['Box.open', 'suffix'],
    ['open', 'suffix'],
    ['pkg.Box.open', 'inner'],
    ['pkg.open', 'inner'],
    ['Lid.open', 'none'],
    ['Box', 'none'],
    ['Box.pkg.open', 'none'],
    ['other.pkg.sub.mod.Box.open', 'none'],
  ])('%s: %s', (asked, match) => {
    expect(matchName(method, asked.split('.'))).toBe(match);
  });

  test('a second definition of the same name is found by the name', () => {
    expect(matchName({ module: 'mod', path: 'Box~2.open~3' }, ['Box', 'open'])).toBe('suffix');
  });

  test('names in full', () => {
    expect(qualifiedName(method)).toBe('pkg.sub.mod.Box.open');
    expect(qualifiedName({ module: 'pkg', path: '' })).toBe('pkg');
    expect(qualifiedName({ module: '', path: 'f' })).toBe('f');
  });

  test('paths by their end', () => {
    expect(endsWithPath('src/box.py', 'box.py')).toBe(true);
    expect(endsWithPath('src/lunchbox.py', 'box.py')).toBe(false);
  });
});
