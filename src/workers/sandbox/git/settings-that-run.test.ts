import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostRequest } from '#shared/messages/host.ts';
import { openIgnoreRules } from '../../code-index/scan/open-ignore-rules.ts';
import host from '../../host.ts';
import { runGit } from './run-git.ts';
import { arm, type ArmedRepository, KEYS_THAT_RUN, PLACES } from './testing/settings-that-run.ts';

/** How many keys are tried alone, besides all of them together. */
const SINGLE_KEYS = Number(process.env['SLIPWAY_SETTING_KEYS'] ?? 0);

let root: string;
let repo: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-settings-')));
  repo = join(root, 'repo');
  mkdirSync(repo);
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
      cwd: repo,
      env: { PATH: '/usr/bin:/bin', GIT_CONFIG_GLOBAL: '/dev/null', HOME: root },
    });
  git('init', '-q', '-b', 'main');
  writeFileSync(join(repo, 'a.txt'), 'one\n');
  writeFileSync(join(repo, '.gitattributes'), '*.txt filter=evil diff=evil merge=evil\n');
  git('add', '.');
  git('commit', '-qm', 'first');
  const submodule = join(root, 'sub');
  git('init', '-q', submodule);
  git('-C', submodule, 'commit', '-q', '--allow-empty', '-m', 'inside');
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', submodule, 'sub');
  git('commit', '-qam', 'second');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/**
 * Every call of git that the engine makes for a repository; `work` stands for what a command does
 * in the worktree.
 */
async function callAll(work: (worktree: string) => void = () => undefined): Promise<void> {
  const worktree = join(root, 'data', 'run-1');
  const branch = 'slipway/run-1';
  const ask = async (request: HostRequest): Promise<void> => {
    const answer = await host(request);
    expect(answer).not.toMatchObject({ kind: 'refused' });
  };
  await ask({ kind: 'git_facts', repo });
  await ask({ kind: 'inspect_repository', path: repo });
  const rules = openIgnoreRules(repo, () => {});
  await rules.shown();
  await rules.ignored(['a.txt', 'out']);
  await rules.compareTracked();
  await rules.close();
  await ask({ kind: 'prepare_worktree', repo, worktree, branch, base: 'main' });
  await ask({ kind: 'inspect_repository', path: worktree });
  writeFileSync(join(worktree, 'b.md'), 'changed\n');
  work(worktree);
  await ask({ kind: 'tree_hash', worktree });
  await ask({ kind: 'run_diff', worktree, base: 'main' });
  // Where the attributes name a filter for every file, the commit is refused; both ways count.
  await host({ kind: 'commit_worktree', worktree, branch, message: 'x' });
  rmSync(join(repo, '.git', 'info', 'attributes'), { force: true });
  await ask({ kind: 'commit_worktree', worktree, branch, message: 'x' });
  const archive = join(root, 'x.tar');
  await ask({ kind: 'remove_worktree', repo, worktree, branch, archive, dropBranch: true });
  expect(existsSync(worktree)).toBe(false);
}

/** The submodule's repository at its commit, with a file whose content git has to look at. */
function fillSubmodule(sub: string): void {
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: sub });
  git('clone', '-q', join(root, 'sub'), '.');
  writeFileSync(join(sub, 'x.txt'), 'one\n');
  git('add', '.');
  writeFileSync(join(sub, 'x.txt'), 'two\n');
  utimesSync(join(sub, 'x.txt'), 1, 1);
}

const places = Object.keys(PLACES) as (keyof typeof PLACES)[];
/** The two that hold only for the worktree that is just being made. */
const quick: typeof places = ['includeIf onbranch of a run', 'includeIf gitdir of a worktree'];
const tried = SINGLE_KEYS > 0 ? places : quick;

describe('no git call of the engine reads a repository’s own config keys that run programs', () => {
  it('all keys and hooks, by every way at once', async () => {
    const armed = places.map((place) => arm(repo, place, KEYS_THAT_RUN));
    await callAll();
    expect(armed.flatMap((each) => each.ran())).toEqual([]);
  });

  it.each(tried)('all keys and hooks, by %s', async (place) => {
    const armed = arm(repo, place, KEYS_THAT_RUN);
    await callAll();
    expect(armed.ran()).toEqual([]);
  });

  it.each(['nobody', 'git itself'])(
    'all keys and hooks of a submodule that a command made, where %s asks it',
    async (who) => {
      let armed: ArmedRepository | undefined;
      await callAll((worktree) => {
        const sub = join(worktree, 'sub');
        fillSubmodule(sub);
        armed = arm(sub, 'the config itself', KEYS_THAT_RUN, root);
        // It fails: no program here speaks a filter's protocol.
        if (who === 'git itself') spawnSync('git', ['add', '--all'], { cwd: worktree });
      });
      expect((armed?.ran() ?? []).length > 0).toBe(who === 'git itself');
    },
  );

  const singly = KEYS_THAT_RUN.slice(0, SINGLE_KEYS).flatMap((key) =>
    places.map((place) => [key, place] as const),
  );
  it.runIf(singly.length > 0).each(singly)('%s alone, by %s', async (key, place) => {
    const armed = arm(repo, place, [key]);
    await callAll();
    expect(armed.ran()).toEqual([]);
  });

  // What shows that the tests above would see it: the same calls on the repository's own settings.
  it.each(tried)(
    'runs programs as soon as git is given the settings themselves, by %s',
    async (place) => {
      const armed = arm(repo, place, ['filter.evil.clean', 'filter.evil.smudge']);
      const view = { cwd: repo, env: { GIT_DIR: join(repo, '.git'), GIT_WORK_TREE: repo } };
      const worktree = join(root, 'w');
      await runGit({ view, args: ['worktree', 'add', '-q', '-b', 'slipway/x', worktree] });
      writeFileSync(join(repo, 'a.txt'), 'two\n');
      await runGit({ view, args: ['add', 'a.txt'] });
      expect(armed.ran()).not.toEqual([]);
    },
  );
});
