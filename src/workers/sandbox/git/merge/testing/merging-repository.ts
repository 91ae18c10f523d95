import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MergeWanted } from '#shared/messages/merge.ts';
import { treeState } from '../../trash/testing/tree-state.ts';

/** Lines of shell in a repository; they end at the first that fails. */
export function shell(cwd: string, script: string): string {
  return execFileSync('sh', ['-ec', script], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: '/usr/bin:/bin',
      HOME: '/nonexistent',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    },
  });
}

const LINES = 'for i in 1 2 3 4 5 6 7 8 9; do echo line $i; done';

/** What a run may have done on its branch. */
export const WORK = {
  first_line: "sed -i '1s/.*/the run was here/' a.txt",
  whole_file: 'echo run > b.txt',
  removes: 'git rm -q dir/c.txt',
  adds_deep: 'mkdir -p new/deep; echo n > new/deep/n.txt',
  adds_beside: 'mkdir -p dir; echo c2 > dir/c2.txt',
  mode: 'chmod +x run.sh',
  link: 'ln -sfn b.txt link',
  folder_for_file: 'git rm -q --cached d.txt; rm d.txt; mkdir d.txt; echo x > d.txt/x',
} as const;

/** What may have come to the target meanwhile. */
export const MEANWHILE = {
  last_line: "sed -i '9s/.*/somebody was here/' a.txt",
  same_line: "sed -i '1s/.*/somebody was here/' a.txt",
  adds: 'echo o > o.txt',
  whole_file: 'echo somebody > b.txt',
} as const;

/** What a person may have left in the checkout without a commit. */
export const DIRT = {
  edits_a: "sed -i '5s/.*/not committed/' a.txt",
  edits_own: 'echo mine >> own.txt',
  stages_b: 'echo staged > b.txt; git add b.txt',
  stages_own: 'echo staged > own.txt; git add own.txt',
  untracked: 'echo u > untracked',
  in_the_way: 'mkdir -p new/deep; echo mine > new/deep/n.txt',
  ignored_in_the_way: 'echo new >> .git/info/exclude; mkdir -p new/deep; echo i > new/deep/n.txt',
  intends: 'mkdir -p new/deep; echo mine > new/deep/n.txt; git add -N new/deep/n.txt',
  removes: 'rm -f run.sh',
  hides: 'git update-index --assume-unchanged b.txt; echo hidden > b.txt',
  link_for_folder:
    'rm -rf dir; mkdir -p ../outside; echo out > ../outside/c.txt; ln -s ../outside dir',
  file_for_link: 'rm -f link; echo no link > link',
  empty_folder: 'mkdir -p new',
} as const;

export interface MergingRepository {
  root: string;
  repo: string;
  wanted: MergeWanted;
}

interface Deeds {
  work: readonly (keyof typeof WORK)[];
  meanwhile?: readonly (keyof typeof MEANWHILE)[];
  dirt?: readonly (keyof typeof DIRT)[];
}

/** A repository with a run's branch, a target that may have moved, and a checkout with dirt. */
export function makeMerging({ work, meanwhile = [], dirt = [] }: Deeds): MergingRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-merge-test-')));
  const repo = join(root, 'repo');
  mkdirSync(repo);
  shell(
    repo,
    `git init -q -b main; git config user.name Ada; git config user.email ada@example.org
     ${LINES} > a.txt; echo b > b.txt; mkdir dir; echo c > dir/c.txt; echo d > d.txt; echo own > own.txt
     echo 'echo hi' > run.sh; ln -s a.txt link; git add -A; git commit -qm base
     git checkout -q -b slipway/run-1
     ${work.map((deed) => WORK[deed]).join('\n')}
     git add -A; git commit -q --allow-empty -m 'the run'; git checkout -q main
     ${meanwhile.map((deed) => MEANWHILE[deed]).join('\n')}
     git add -A; git diff --cached --quiet || git commit -qm meanwhile
     ${dirt.map((deed) => DIRT[deed]).join('\n')}`,
  );
  const wanted: MergeWanted = {
    repo,
    branch: 'slipway/run-1',
    target: 'main',
    subject: 'Merge the run into main',
    trailers: ['Slipway-Run: run-1'],
  };
  return { root, repo, wanted };
}

export function dropMerging({ root }: MergingRepository): void {
  rmSync(root, { recursive: true, force: true });
}

/** Every byte of a repository and its checkout, and the times of files; objects are left out. */
export function everything(repo: string): Record<string, string> {
  return treeState(repo, (path) => path.startsWith('/.git/objects'));
}

/**
 * The same of what has been moved and moved back: files by kind, mode and content, HEAD and index
 * by what they say, refs by what they name. Git knows no empty folder.
 */
export function meaning(repo: string): Record<string, string> {
  const files = treeState(repo, (path) => path === '/.git');
  const timeless = Object.entries(files)
    .filter(([, state]) => !state.startsWith('folder'))
    .map(([path, state]) => [path, withoutTime(state)]);
  return {
    ...(Object.fromEntries(timeless) as Record<string, string>),
    'HEAD file': readFileSync(join(repo, '.git/HEAD'), 'utf8'),
    'index entries': shell(repo, 'git ls-files -s -v'),
    refs: shell(repo, 'git for-each-ref'),
    status: shell(repo, 'git --no-optional-locks status --porcelain --ignored'),
  };
}

function withoutTime(state: string): string {
  return state.replace(/^(file \d+) \d+/, '$1');
}
