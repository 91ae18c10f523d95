import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import host from '../../host.ts';
import { startJob, toolJob } from '../../testing/run-job.ts';
import { commitWorktree } from './commit-worktree.ts';
import { prepareWorktree } from './prepare-worktree.ts';
import { hashTree } from './tree-hash.ts';

let root: string;
let repo: string;
let worktree: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-submodule-')));
  [repo, worktree] = [join(root, 'app'), join(root, 'data', 'r-1')];
  mkdirSync(repo);
  sh(`git init -q -b main ../deep; echo deep > ../deep/deep.txt; git -C ../deep add -A; git -C ../deep commit -qm d
      git init -q -b main ../lib; echo two > ../lib/lib.txt; git -C ../lib add -A; git -C ../lib commit -qm l
      git init -q -b main; echo a > a.txt; git add -A; git commit -qm one`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ADD = 'git -c protocol.file.allow=always submodule --quiet add';

function sh(script: string, cwd = repo): string {
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'T'],
    [`GIT_${who}_EMAIL`, 't@example.org'],
  ]);
  const env = { ...Object.fromEntries(people), PATH: '/usr/bin:/bin', HOME: root };
  return execFileSync('/bin/sh', ['-ec', script], {
    cwd,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

const at = () => ({ repo, worktree, branch: 'slipway/r-1', base: 'main' });
/** All of the user's: files and git folder, but what a run adds. */
const state = (): string =>
  sh(
    "find . -path '*/objects' -prune -o -path ./.git/worktrees -prune -o -path '*slipway*' -prune -o -type f -exec sha1sum {} + | sort",
  );
/** Files of the worktree by path, with their first line. */
const files = (): string =>
  sh(
    "find . -type f ! -name .git -printf '%P ' -exec head -qn1 {} \\; | sort | tr '\\n' ';'",
    worktree,
  );

async function prepare(script: string) {
  sh(script);
  const before = state();
  const prepared = await prepareWorktree(at());
  expect(state()).toBe(before);
  return prepared;
}

describe('“The worktree boots like the checkout”: submodules, without a network', () => {
  it('has the files of the commit that is recorded, and stays clean', async () => {
    const { lacks, dependencies } = await prepare(`${ADD} "$PWD/../lib" lib; git commit -qm lib
      echo changed > lib/lib.txt; echo new > lib/new.txt; rm -rf ../lib`);
    expect(files()).toMatch(/^.gitmodules .*;a.txt a;lib\/lib.txt two;$/);
    expect([lacks, dependencies]).toEqual([[], [{ place: 'lib', from: join(worktree, 'lib') }]]);
    expect(sh('git status --porcelain', worktree)).toBe('');
    expect(await hashTree(worktree)).toBe(sh('git rev-parse main^{tree}'));
    const message = 'x';
    const done = await commitWorktree({ worktree, branch: 'slipway/r-1', message });
    expect(done.changed).toBe(false);
    expect((await prepareWorktree(at())).dependencies).toEqual(dependencies);
  });

  it('nested ones, and one whose git folder lies in it', async () => {
    await prepare(`(cd ../lib; ${ADD} "$PWD/../deep" inner/deep; git commit -qm nested)
      ${ADD} "$PWD/../lib" lib; git -c protocol.file.allow=always submodule --quiet update --init --recursive
      git clone -q ../deep own; ${ADD} "$PWD/../deep" own 2>/dev/null || git add own; git commit -qm lib`);
    expect(files()).toContain('lib/inner/deep/deep.txt deep;lib/lib.txt two;own/deep.txt deep;');
  });

  it('in a linked worktree and in a submodule as the project', async () => {
    sh(`${ADD} "$PWD/../lib" lib; git commit -qm lib; git worktree add -q ../linked -b linked
      git -C ../linked -c protocol.file.allow=always submodule --quiet update --init`);
    await prepareWorktree({ ...at(), repo: join(root, 'linked'), base: 'HEAD' });
    expect(files()).toContain('lib/lib.txt two;');
    rmSync(worktree, { recursive: true });
    sh(`git init -q -b main ../super; cd ../super; git commit -q --allow-empty -m s; ${ADD} "$PWD/../app" app
      git -c protocol.file.allow=always submodule --quiet update --init --recursive; git commit -qm app`);
    const inner = { ...at(), repo: join(root, 'super', 'app'), base: 'HEAD' };
    expect((await prepareWorktree(inner)).lacks).toEqual([]);
    expect(files()).toContain('lib/lib.txt two;');
  });

  it('what cannot be brought is said: never fetched, a commit that is not here, a git folder elsewhere', async () => {
    const { lacks } =
      await prepare(`for n in one two three; do ${ADD} "$PWD/../lib" $n; done; git commit -qm lib
      git submodule --quiet deinit -f one
      git -C ../lib commit -q --allow-empty -m later; git update-index --cacheinfo 160000,$(git -C ../lib rev-parse HEAD),two; git commit -qm later
      git clone -q ../deep ../private; git -C three rev-parse HEAD > ../sum; echo "gitdir: $PWD/../private/.git" > three/.git`);
    const answer = await host({ kind: 'inspect_repository', path: repo });
    expect(answer).toMatchObject({ repository: { lacks } });
    expect(lacks).toHaveLength(3);
    expect(lacks[0]).toMatch(
      /^one\/ is empty: this submodule is not in the checkout\. .*submodule update --init/,
    );
    expect(lacks.join('\n')).toMatch(
      /two\/ is empty: commit [0-9a-f]{10} of this submodule is not in/,
    );
    expect(lacks.join('\n')).toMatch(/three\/ is empty: this submodule is not in the checkout/);
    expect(sh('ls one two three', worktree)).toBe('one:\n\nthree:\n\ntwo:');
  });

  it('none of its settings, hooks and filters runs', async () => {
    const { lacks } = await prepare(`${ADD} "$PWD/../lib" lib; git commit -qm lib; cd lib
      for k in core.fsmonitor filter.x.smudge filter.x.process core.sshCommand; do git config $k "touch $PWD/../../ran; cat"; done
      d=$(git rev-parse --git-dir); echo '* filter=x' > $d/info/attributes; mkdir -p $d/hooks
      printf '#!/bin/sh\\ntouch %s\\n' "$PWD/../../ran" > $d/hooks/post-checkout; chmod +x $d/hooks/post-checkout`);
    expect(files()).toContain('lib/lib.txt two;');
    expect(lacks).toEqual([]);
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  it('a submodule with its own environment: dependencies are shown, what a command writes ends with it', async () => {
    const { dependencies } = await prepare(`${ADD} "$PWD/../lib" lib; git commit -qm lib
      mkdir -p lib/node_modules/one lib/.venv/bin; echo 1 > lib/node_modules/one/index.js; echo x > lib/.venv/pyvenv.cfg`);
    expect(dependencies.map(({ place }) => place)).toEqual([
      'lib',
      'lib/.venv',
      'lib/node_modules',
    ]);
    const scratch = join(root, 's');
    mkdirSync(scratch);
    const script =
      'cat lib/lib.txt lib/node_modules/one/index.js lib/.venv/pyvenv.cfg; echo b > lib/lib.txt; echo n > lib/n; git status --short';
    const job = toolJob({
      argv: ['/bin/sh', '-c', script],
      cwd: worktree,
      scratch,
      checkout: { path: repo, dependencies },
      confinement: { driver: 'bubblewrap', writable: [scratch], readable: [], network: false },
    });
    const { stdout, outcome } = await startJob(job).result;
    expect([outcome, stdout]).toEqual(['succeeded', 'two\n1\nx\n']);
    expect(sh('cat lib/lib.txt; ls lib', worktree)).toBe('two\nlib.txt\nnode_modules');
    expect(sh('cat lib/lib.txt')).toBe('two');
  });
});
