import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyTree } from './sandbox/copy-tree.ts';
import { linesOf, startJob, toolJob } from './testing/run-job.ts';

let base: string;
let scratch: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-report-')));
  scratch = join(base, 'scratch');
  mkdirSync(scratch);
  writeFileSync(join(base, 'secret.xml'), '<secret/>');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('a report', () => {
  const run = async (program: string) => {
    writeFileSync(join(scratch, 'make.py'), program);
    const job = startJob(
      toolJob({
        argv: ['python3', 'make.py'],
        cwd: scratch,
        reportFile: join(scratch, 'report'),
        confinement: { driver: 'bubblewrap', writable: [scratch], readable: [], network: false },
      }),
    );
    const { report, outcome } = await job.result;
    return { outcome, report, said: linesOf(job, 'system') };
  };

  it.each([
    ['a link out', `import os; os.symlink('../secret.xml', 'report')`, 'is a link'],
    ['a link to /dev/zero', `import os; os.symlink('/dev/zero', 'report')`, 'is a link'],
    ['a pipe', `import os; os.mkfifo('report')`, 'is not a regular file'],
    ['a folder', `import os; os.mkdir('report')`, 'is not a regular file'],
    ['endless', `open('report', 'w').truncate(10 ** 9)`, 'is larger than 20.0 MB'],
  ])('that is %s is not read, and the log says so', async (_, program, why) => {
    const { outcome, report, said } = await run(program);
    expect([outcome, report]).toEqual(['succeeded', null]);
    expect(said.join(' ')).toContain(`The report was not read: “report” ${why}`);
  });

  it('that is a regular file is read', async () => {
    expect(await run(`open('report', 'w').write('<ok/>')`)).toMatchObject({ report: '<ok/>' });
  });
});

describe('a copy of a worktree', () => {
  it('has files with their modes and links as they are written, and no pipe and no link to git', async () => {
    const tree = join(base, 'tree');
    mkdirSync(join(tree, 'sub', 'empty'), { recursive: true });
    writeFileSync(join(tree, 'run.sh'), 'x'.repeat(3_000_000), { mode: 0o755 });
    writeFileSync(join(tree, 'sub', 'a'), 'a', { mode: 0o600 });
    symlinkSync('../../secret.xml', join(tree, 'sub', 'out'));
    writeFileSync(join(tree, '.git'), 'gitdir: /nowhere\n');
    execFileSync('mkfifo', [join(tree, 'pipe')]);
    const copy = join(scratch, 'tree');
    symlinkSync(base, copy);
    await copyTree(tree, copy);
    expect(readdirSync(copy).toSorted()).toEqual(['run.sh', 'sub']);
    expect(readdirSync(join(copy, 'sub')).toSorted()).toEqual(['a', 'empty', 'out']);
    expect(readFileSync(join(copy, 'run.sh')).length).toBe(3_000_000);
    expect(lstatSync(join(copy, 'run.sh')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(copy, 'sub', 'a')).mode & 0o777).toBe(0o600);
    expect(readlinkSync(join(copy, 'sub', 'out'))).toBe('../../secret.xml');
    expect(existsSync(join(base, 'secret.xml'))).toBe(true);
  });
});
