import { execFileSync } from 'node:child_process';

/**
 * What people and commands do in a worktree, as shell scripts that run in it: `$T` is a text of the
 * case, `$N` a number of it. Each may fail, and then has done nothing or a part.
 */
export const DEEDS: Readonly<Record<string, string>> = {
  'changes a file': 'echo "$T" >> a.txt',
  'stages a change': 'echo "$T" >> a.txt; git add a.txt',
  'stages half a change': 'echo "$T" >> a.txt; git add a.txt; echo more >> a.txt',
  'makes a file': 'echo "$T" > "new $N.txt"',
  'makes a file that git ignores':
    'echo "$T" > "$N.log"; mkdir -p node_modules/x; echo y > node_modules/x/y',
  'makes an empty folder': 'mkdir -p "empty/$N"',
  'makes something executable': 'echo "$T" > run.sh; chmod 755 run.sh',
  'gives a file an odd mode': 'echo "$T" > odd; chmod 640 odd; chmod 2750 .',
  'makes links':
    'ln -sfn a.txt near; ln -sfn /etc/passwd far; ln -sfn nowhere dangling; ln -sfn . around',
  'makes a hard link': 'ln -f a.txt hard',
  'removes a file': 'rm -f sub/s.txt',
  'removes and stages it': 'git rm -q --cached sub/s.txt',
  'replaces a folder by a file': 'rm -rf sub; echo "$T" > sub',
  'makes names that are hard to write':
    'printf x > "$(printf "line\\nbreak")"; printf x > "$(printf "\\303\\244 \\377")"; printf x > -- ',
  'makes a pipe': 'mkfifo "pipe$N"',
  commits: 'echo "$T" >> a.txt; git commit -qam "$T"',
  'commits on no branch': 'git checkout -q --detach; echo "$T" >> a.txt; git commit -qam "$T"',
  'commits and goes back': 'echo "$T" >> a.txt; git commit -qam "$T"; git reset -q --hard HEAD~1',
  'commits and uncommits': 'echo "$T" >> a.txt; git commit -qam "$T"; git reset -q --soft HEAD~1',
  'leaves a merge': 'git merge -q other',
  'leaves a rebase': 'git rebase -q other',
  'leaves a cherry-pick': 'git cherry-pick other',
  'makes a repository inside': 'git init -q inner; echo "$T" > inner/f',
  'makes a repository with commits inside':
    'git init -q deep; cd deep; echo "$T" > f; git add f; git commit -qm "$T"',
  'changes to another branch': 'git checkout -q -b "mine-$N"',
  'marks a file as new': 'echo "$T" > later; git add -N later',
  'leaves a lock': ': > "$(git rev-parse --git-dir)/index.lock"',
  'writes a large folder':
    'mkdir -p many; for i in 1 2 3 4 5 6 7 8 9; do echo "$T $i" > many/$i; done',
};

const WHO = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
  [`GIT_${who}_NAME`, 'A'],
  [`GIT_${who}_EMAIL`, 'a@example.org'],
]);

/** Does them one after another; what fails has failed for the person, too. */
export function doDeeds(worktree: string, deeds: readonly string[], text: string): void {
  for (const [number, deed] of deeds.entries()) {
    try {
      shell(worktree, DEEDS[deed] ?? '', { T: text, N: String(number) });
    } catch {
      // A merge with conflicts ends so.
    }
  }
}

export function shell(cwd: string, script: string, env: Record<string, string> = {}): string {
  return execFileSync('/bin/sh', ['-c', script], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(WHO),
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: '/nonexistent',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_EDITOR: 'true',
      ...env,
    },
  });
}
