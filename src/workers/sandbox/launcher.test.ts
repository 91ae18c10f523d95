import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const MODULE = join(import.meta.dirname, 'launcher.ts');

/** What `ls` finds open when an engine that got two folders open starts it. */
function openIn(argv: string): string[] {
  const script = `
    import { execFileSync } from 'node:child_process';
    import { launcherArgv } from ${JSON.stringify(MODULE)};
    const [program, ...rest] = ${argv};
    process.stdout.write(execFileSync(program, rest));`;
  const start = 'exec 27</etc 130</usr; exec "$1" --input-type=module -e "$2"';
  const output = execFileSync('bash', ['-c', start, 'bash', process.execPath, script]);
  return output.toString().trim().split('\n');
}

const LIST = `['/bin/bash', '-c', 'for each in /proc/$$/fd/*; do readlink $each; done; exit 0']`;

it('a descriptor that the engine got from its own starter goes into no command', () => {
  expect(openIn(LIST)).toEqual(expect.arrayContaining(['/etc', '/usr']));
  const left = openIn(`launcherArgv(${LIST}, [], 3)`);
  expect(left).not.toContain('/etc');
  expect(left).not.toContain('/usr');
});
