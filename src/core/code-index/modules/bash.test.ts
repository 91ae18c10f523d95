import { describe, expect, it } from 'vitest';
import { bashModules } from './bash.ts';
import { repositoryOf } from './testing/repository-of.ts';

function source(files: string[], file: string, path: string): unknown {
  const question = { source: path, name: '*', file, package: '' };
  return bashModules.resolve(question, repositoryOf(files))[0];
}

describe('sourced scripts', () => {
  it.each([
    [' ./lib.sh', 'bin/lib.sh', ['bin/lib.sh']],
    [' "$DIR/lib/log.sh"', 'bin/lib/log.sh', ['bin/lib/log.sh', 'lib/log.sh']],
    [' "$(dirname "$0")/../lib/log.sh"', 'lib/log.sh', ['lib/log.sh']],
    [' "${BASH_SOURCE%/*}/log.sh"', 'bin/log.sh', ['bin/log.sh']],
    [" 'log.sh'", 'scripts/log.sh', ['scripts/log.sh']],
  ])('INDEX-33 %s is found at %s', (path, found, files) => {
    expect(source(files, 'bin/run.sh', path)).toEqual({ in: 'file', file: found, slot: '' });
  });

  it('INDEX-33 takes nothing for a script whose path is computed', () => {
    expect(source(['bin/a.sh'], 'bin/run.sh', ' "$FILE"')).toEqual({
      in: 'external',
      name: ' "$FILE"',
    });
  });
});
