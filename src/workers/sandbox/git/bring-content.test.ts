import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import host from '../../host.ts';
import { startJob, toolJob } from '../../testing/run-job.ts';
import { commitWorktree } from './commit-worktree.ts';
import { readGitFacts } from './git-facts.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { hashTree } from './tree-hash.ts';

let root: string;
let repo: string;
let worktree: string;
const branch = 'slipway/r-1';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-content-')));
  [repo, worktree] = [join(root, 'app'), join(root, 'data', 'r-1')];
  mkdirSync(repo);
  sh(`mkdir ../store; cat > ../filter <<'END'
#!/bin/sh
echo run >> ${root}/ran
case "$1" in
  clean) cat > ${root}/store/one; printf 'version pointer\\noid one\\n' ;;
  smudge) cat > /dev/null; cat ${root}/store/one ;;
esac
END
    chmod +x ../filter; git init -q -b main; echo a > a.txt; printf '1,2,3\\n' > data.dat`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function sh(script: string, cwd = repo): string {
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'T'],
    [`GIT_${who}_EMAIL`, 't@example.org'],
  ]);
  const env = { ...Object.fromEntries(people), PATH: '/usr/bin:/bin', HOME: root };
  return execFileSync('/bin/sh', ['-ec', script], { cwd, encoding: 'utf8', env }).trim();
}

const USE = `git config filter.fake.clean "$PWD/../filter clean"; git config filter.fake.smudge "$PWD/../filter smudge"
  git config filter.fake.required true; echo '*.dat filter=fake -text' > .gitattributes`;
const COMMIT = 'git add -A; git commit -qm one; rm -f ../ran';

/** What Git LFS leaves on disk, made without it: a pointer is stored, the checkout has content. */
const LFS = `echo '*.dat filter=lfs diff=lfs merge=lfs -text' > .gitattributes
  sum=$(sha256sum < data.dat | cut -c1-64); size=$(stat -c %s data.dat)
  pointer="version https://git-lfs.github.com/spec/v1
oid sha256:$sum
size $size"
  blob=$(echo "$pointer" | git hash-object -w --stdin); git add a.txt .gitattributes
  git update-index --add --cacheinfo 100644,$blob,data.dat; git commit -qm one`;

async function prepare(script: string) {
  sh(script);
  // As Git LFS is installed; the program is not there.
  sh('git config filter.lfs.required true; git config filter.lfs.clean "git-lfs clean -- %f"');
  const before = sh(
    'git rev-parse HEAD; ls -A; sha1sum .git/index .git/config; cat data.dat || true',
  );
  const prepared = await prepareWorktree({ repo, worktree, branch, base: 'HEAD' });
  expect(
    sh('git rev-parse HEAD; ls -A; sha1sum .git/index .git/config; cat data.dat || true'),
  ).toBe(before);
  expect(existsSync(join(root, 'ran')), 'no filter ran').toBe(false);
  return prepared;
}

async function lacksBefore(): Promise<string[]> {
  const answer = await host({ kind: 'inspect_repository', path: repo });
  return answer.kind === 'inspect_repository' ? answer.repository.lacks : [JSON.stringify(answer)];
}

/** Git finds the worktree to be what is stored, and a commit holds the pointer still. */
async function expectClean(): Promise<void> {
  expect(await hashTree(worktree)).toBe(sh('git rev-parse HEAD^{tree}'));
  sh('echo b > b.txt', worktree);
  expect((await commitWorktree({ worktree, branch, message: 'x' })).changed).toBe(true);
  expect(sh(`git rev-parse ${branch}:data.dat`)).toBe(sh('git rev-parse HEAD:data.dat'));
}

describe('“LFS and other filters”: the content is brought, what is stored stays', () => {
  it('of a filter, from the checkout’s own file', async () => {
    const { lacks } = await prepare(`${USE}; ${COMMIT}`);
    expect([lacks, sh('cat data.dat', worktree)]).toEqual([[], '1,2,3']);
    await expectClean();
  });

  it.each<[string, string]>([
    ['from the checkout', LFS],
    [
      'from the objects of Git LFS',
      `${LFS}; d=.git/lfs/objects/$(echo $sum | cut -c1-2)/$(echo $sum | cut -c3-4); mkdir -p $d; mv data.dat $d/$sum; echo "$pointer" > data.dat`,
    ],
    [
      'in a folder, with blanks and quotes in its name',
      `mkdir "it's a"; cp data.dat "it's a/b c.dat"; ${LFS}; git update-index --add --cacheinfo "100755,$blob,it's a/b c.dat"; git commit -qm two`,
    ],
    [
      'where attributes are the repository’s private ones',
      `${LFS}; git rm -q --cached .gitattributes; mv .gitattributes .git/info/attributes; git commit -qm two`,
    ],
  ])('of Git LFS %s', async (_, script) => {
    const { lacks } = await prepare(script);
    expect([lacks, sh('cat data.dat', worktree)]).toEqual([[], '1,2,3']);
    if (script.includes("it's")) expect(sh(`cat "it's a/b c.dat"`, worktree)).toBe('1,2,3');
    await expectClean();
  });

  it('of a submodule', async () => {
    const ADD = 'git -c protocol.file.allow=always submodule --quiet add';
    const { lacks } =
      await prepare(`${LFS}; cd ..; mv app lib; git init -q -b main app; cd app; touch data.dat
      git -c filter.lfs.required=false clone -q ../lib lib 2>/dev/null; cp ../lib/data.dat lib/data.dat; ${ADD} ./lib lib 2>/dev/null || git add lib
      git add -A; git commit -qm app`);
    expect([lacks, sh('cat lib/data.dat', worktree)]).toEqual([[], '1,2,3']);
  });

  it.each<[string, string, RegExp]>([
    [
      'changed in the checkout',
      `${USE}; ${COMMIT}; echo other > data.dat`,
      /data.dat is as the filter “fake” stores it/,
    ],
    [
      'a pointer in the checkout',
      `${LFS}; echo "$pointer" > data.dat`,
      /filter “lfs”.*git lfs pull/,
    ],
    [
      'damaged, with the size it should have',
      `${LFS}; printf '1,2,4\\n' > data.dat`,
      /filter “lfs”/,
    ],
    [
      'a clone without the content',
      `${LFS}; cd ..; mv app origin; git clone -q origin app; cd app`,
      /filter “lfs”.*git lfs pull/,
    ],
    ['removed', `${LFS}; rm data.dat`, /filter “lfs”/],
    ['a link to it', `${LFS}; mv data.dat ../far; ln -s ../far data.dat`, /filter “lfs”/],
    [
      'of a filter that is missing on this machine',
      `${LFS}; sed -i s/lfs/gone/ .gitattributes; git add .gitattributes; git commit -qm two; rm data.dat`,
      /filter “gone”/,
    ],
    [
      'secret, as git-crypt stores it',
      `${LFS}; sed -i s/filter=lfs/filter=git-crypt/ .gitattributes; git add .gitattributes; git commit -qm two`,
      /filter “git-crypt”/,
    ],
    [
      'several',
      `${LFS}; for n in 1 2 3; do git update-index --add --cacheinfo 100644,$blob,$n.dat; done; git commit -qm two; rm data.dat`,
      /1.dat and 3 more are as the filter “lfs” stores them/,
    ],
  ])('is said where it cannot be: %s', async (_, script, says) => {
    const { lacks } = await prepare(script);
    expect(lacks.join('\n')).toMatch(says);
    expect(await lacksBefore(), 'said before the run').toEqual(lacks);
    expect(sh('cat data.dat', worktree)).toContain('version');
    await expectClean();
  });

  it('a filter runs in no form, however its name reads', async () => {
    const name = "x=$(touch${IFS}ran)';touch${IFS}ran;";
    const attributes = join(repo, '.gitattributes');
    sh(LFS);
    writeFileSync(attributes, `*.dat filter=${name}\n`);
    await prepare('git add .gitattributes; git commit -qm two');
    expect(sh('cat data.dat', worktree)).toBe('1,2,3');
    expect(sh('find .. -name ran')).toBe('');
    await expectClean();
  });

  it('a run that changes such a file is not committed, and the tree is another', async () => {
    await prepare(LFS);
    const clean = await hashTree(worktree);
    sh("printf '1,2,4\\n' > data.dat", worktree);
    expect(await hashTree(worktree)).not.toBe(clean);
    await expect(commitWorktree({ worktree, branch, message: 'x' })).rejects.toThrow(
      /through the filter “lfs”/,
    );
  });

  it('a command of the run sees a clean tree', async () => {
    const { dependencies } = await prepare(LFS);
    const scratch = join(root, 's');
    mkdirSync(scratch);
    const job = toolJob({
      argv: ['/bin/sh', '-c', 'cat data.dat; git status --short'],
      cwd: worktree,
      scratch,
      checkout: { path: repo, dependencies },
      confinement: { driver: 'bubblewrap', writable: [scratch], readable: [], network: false },
    });
    expect((await startJob(job).result).stdout).toBe('1,2,3\n');
  });
});

describe('“say clean when git does”', () => {
  it.each<[string, string, number]>([
    ['a filter’s file as it was added', `${USE}; ${COMMIT}`, 0],
    ['the same, written again', `${USE}; ${COMMIT}; sleep 0.01; printf '1,2,4\\n' > data.dat`, 1],
    ['a file of Git LFS', LFS, 0],
    ['the same, touched', `${LFS}; touch data.dat`, 0],
    ['the same, changed', `${LFS}; printf '1,2,4\\n' > data.dat`, 1],
    [
      'the same, changed and staged',
      `${LFS}; git update-index --cacheinfo 100644,$(git hash-object -w a.txt),data.dat`,
      1,
    ],
  ])('%s', async (_, script, uncommitted) => {
    sh(script);
    expect((await readGitFacts(repo)).uncommitted).toBe(uncommitted);
  });
});
