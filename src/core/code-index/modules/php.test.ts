import { describe, expect, it } from 'vitest';
import type { ImportTarget } from './module-system.ts';
import { phpModules } from './php.ts';
import { repositoryOf } from './testing/repository-of.ts';

const composer = JSON.stringify({
  autoload: { 'psr-4': { 'App\\': 'src/', 'App\\Tools\\': ['tools/', 'more/'] } },
  'autoload-dev': { 'psr-4': { 'Tests\\': 'tests' } },
});

function use(source: string, name: string, files: string[], text = composer): ImportTarget[] {
  const question = { source, name, file: 'src/Main.php', package: 'php:' };
  return phpModules.resolve(question, repositoryOf(files, { 'composer.json': text }));
}

describe('names of PHP', () => {
  it.each([
    ['App\\Model', 'User', 'src/Model/User.php'],
    ['App\\Tools', 'Saw', 'more/Saw.php'],
    ['Tests', 'UserTest', 'tests/UserTest.php'],
  ])('INDEX-34 %s\\%s is in the file of the longest prefix: %s', (source, name, file) => {
    expect(use(source, name, [file])).toEqual([
      { in: 'file', file, slot: name },
      { in: 'package', package: `php:${source}`, slot: name },
    ]);
  });

  it('INDEX-34 splits a whole name into namespace and name', () => {
    expect(use('\\App\\Model\\User', '', [])).toEqual([
      { in: 'package', package: 'php:App\\Model', slot: 'User' },
    ]);
  });

  it('INDEX-34 goes on without a map when composer.json is no JSON or says something else', () => {
    for (const text of ['{', '[]', '{"autoload":{"psr-4":3}}'])
      expect(use('App', 'User', ['src/User.php'], text)).toEqual([
        { in: 'package', package: 'php:App', slot: 'User' },
      ]);
  });
});

describe('includes of PHP', () => {
  it.each([
    ['/lib/a.php', 'src/lib/a.php'],
    ['../b.php', 'b.php'],
    ['config/c.php', 'config/c.php'],
  ])('INDEX-34 %s is found at %s', (source, file) => {
    expect(use(source, '*', [file])).toEqual([{ in: 'file', file, slot: '' }]);
  });

  it('INDEX-34 leaves what is found nowhere outside', () => {
    expect(use('/vendor/autoload.php', '*', [])).toEqual([
      { in: 'external', name: '/vendor/autoload.php' },
    ]);
  });
});
