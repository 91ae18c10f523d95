import { describe, expect, it } from 'vitest';
import { rubyModules } from './ruby.ts';
import { repositoryOf } from './testing/repository-of.ts';

function require(files: string[], file: string, source: string): unknown {
  const question = { source, name: '*', file, package: '' };
  return rubyModules.resolve(question, repositoryOf(files))[0];
}

describe('requires of Ruby', () => {
  it.each([
    ['./helper', 'test/helper.rb', ['test/helper.rb', 'helper.rb']],
    ['./../lib/app', 'lib/app.rb', ['lib/app.rb']],
    ['app/store', 'lib/app/store.rb', ['lib/app/store.rb']],
    ['app/store.rb', 'app/store.rb', ['app/store.rb']],
    ['app', 'gems/a/lib/app.rb', ['gems/a/lib/app.rb', 'gems/b/lib/app.rb']],
  ])('INDEX-32 %s is found at %s', (source, path, files) => {
    const file = source === 'app' ? 'gems/a/test/run.rb' : 'test/run.rb';
    expect(require(files, file, source)).toEqual({ in: 'file', file: path, slot: '' });
  });

  it('INDEX-32 leaves gems outside', () => {
    expect(require(['lib/app.rb'], 'test/run.rb', 'json')).toEqual({
      in: 'external',
      name: 'json',
    });
  });

  it('INDEX-32 puts what any file defines into one program', () => {
    expect(rubyModules.packageName?.('a.rb', '')).toBe('ruby:');
  });
});
