import { describe, expect, it } from 'vitest';
import { cModules } from './c.ts';
import { repositoryOf } from './testing/repository-of.ts';

function include(files: string[], file: string, source: string): unknown {
  const question = { source, name: '*', file, package: '' };
  return cModules.resolve(question, repositoryOf(files))[0];
}

describe('includes of C and C++', () => {
  it.each([
    ['a.h', 'src/a.h', ['src/a.h', 'a.h']],
    ['../inc/a.h', 'inc/a.h', ['inc/a.h']],
    ['api/a.h', 'include/api/a.h', ['include/api/a.h']],
    ['lib/a.h', 'src/lib/a.h', ['src/lib/a.h', 'include/lib/a.h']],
    ['a.h', 'a.h', ['a.h', 'other/a.h']],
  ])('INDEX-31 %s is found at %s', (source, path, files) => {
    expect(include(files, 'src/main.c', source)).toEqual({ in: 'file', file: path, slot: '' });
  });

  it('INDEX-31 leaves what is found nowhere to the system', () => {
    expect(include(['src/a.h'], 'src/main.c', 'stdio.h')).toEqual({
      in: 'external',
      name: 'stdio.h',
    });
  });

  it('INDEX-31 never takes a file for its own header', () => {
    expect(include(['src/a.h'], 'src/a.h', 'a.h')).toEqual({ in: 'external', name: 'a.h' });
  });

  it('INDEX-31 keeps the names that a linker joins in one package', () => {
    const question = { source: 'c:', name: 'open', file: 'a.c', package: '' };
    expect(cModules.resolve(question, repositoryOf([]))).toEqual([
      { in: 'package', package: 'c:', slot: 'open' },
    ]);
  });
});
