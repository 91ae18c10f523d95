import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { prepareWorktree } from '../prepare-worktree.ts';
import { dropKept } from './drop-kept.ts';
import { dropOldSnapshots } from './drop-old-snapshots.ts';
import { readKept } from './kept-worktree.ts';
import { RESTORE_STEPS, restoreWorktree } from './restore-worktree.ts';
import { surveyWorktree } from './survey-worktree.ts';
import { DEEDS, doDeeds, shell } from './testing/dirty-worktree.ts';
import { treeState } from './testing/tree-state.ts';
import { TRASH_STEPS, trashWorktree, type TrashRequest } from './trash-worktree.ts';

/** How many random worktrees are tried; the long form takes hundreds. */
const CASES = Number(process.env['SLIPWAY_TRASH_CASES'] ?? 2);

/** Every test finds the same at the same place: worktrees hold whole paths. */
let root: string;
let pristine: string;
let repo: string;
let request: TrashRequest;
beforeAll(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-trash-')));
  [root, pristine] = [join(folder, 'root'), join(folder, 'pristine')];
  repo = join(root, 'repo');
  makeUsers();
});
afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }));
beforeEach(makeRun);

/** A repository with things of its user's in every corner. */
function makeUsers(): void {
  mkdirSync(repo, { recursive: true });
  shell(
    repo,
    `git init -q -b main; mkdir sub; echo s > sub/s.txt; printf '*.log\\nnode_modules\\n' > .gitignore; echo one > a.txt
     git add -A; git commit -qm one; git checkout -q -b other; echo other > a.txt; git commit -qam other
     git checkout -q main; echo two > a.txt; git commit -qam two; git tag v1
     echo stashed >> a.txt; git stash -q; echo dirty >> a.txt; git add a.txt; echo dirtier >> a.txt; echo new > untracked
     git worktree add -q ../mine other; echo work > ../mine/w.txt`,
  );
  renameSync(root, pristine);
}

/** The repository as it was, and a run's worktree of it. */
async function makeRun(): Promise<void> {
  rmSync(root, { recursive: true, force: true });
  shell(pristine, `cp -a . '${root}'`);
  const worktree = join(root, 'data', 'worktrees', 'run-1');
  const branch = 'slipway/run-1';
  await prepareWorktree({ repo, worktree, branch, base: 'main' });
  const place = join(root, 'data', 'trash', 'item', 'worktrees', 'run-1');
  request = { repo, worktree, branch, place, ref: 'refs/slipway/trash/slipway/run-1-5' };
}

const git = (cwd: string, command: string): string => shell(cwd, `git ${command}`);

/** All of the user's: files, index, HEAD, settings, stashes, refs but slipway/*, other entries. */
function usersState(): unknown {
  const isOurs = (path: string): boolean =>
    /\/objects(?:\/|$)|\/worktrees\/run-1(?:\/|$)|refs\/(?:heads\/)?slipway(?:\/|$)/.test(path);
  return { repo: treeState(repo, isOurs), mine: treeState(join(root, 'mine')) };
}

/** All of the run's: files, index and HEAD as git keeps them, and its branch. */
function runState(): unknown {
  const entry = join(repo, '.git', 'worktrees', 'run-1');
  // Copies have the time of what they were copied from to the millisecond.
  const kept = Object.entries(treeState(entry)).map(([path, facts]) => [
    path,
    facts.replace(/ \d{19} /, ' '),
  ]);
  return {
    files: treeState(request.worktree),
    entry: Object.fromEntries(kept),
    refs: git(repo, 'for-each-ref'),
    log: shell(repo, 'cat .git/logs/refs/heads/slipway/run-1 2>/dev/null || true'),
  };
}

const isGone = (): boolean =>
  !existsSync(request.worktree) &&
  git(repo, 'for-each-ref refs/heads/slipway') === '' &&
  !git(repo, 'worktree list').includes('run-1');

async function roundTrip(): Promise<unknown[]> {
  const [users, run] = [usersState(), runState()];
  await trashWorktree(request);
  expect(usersState()).toEqual(users);
  await restoreWorktree(request.place);
  expect(usersState()).toEqual(users);
  await dropKept(request.place);
  expect(existsSync(request.place)).toBe(false);
  return [run, runState()];
}

describe('restored byte-equal, with untracked files, modes and links; nothing of the user’s is touched', () => {
  it('in any state of the worktree', async () => {
    const names = Object.keys(DEEDS);
    const deeds = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        deeds,
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        async (some, text) => {
          await makeRun();
          doDeeds(request.worktree, some, text.replaceAll('\0', ''));
          const [before, after] = await roundTrip();
          expect(after).toEqual(before);
        },
      ),
      { numRuns: CASES },
    );
  });

  it('with every one of these deeds', async () => {
    doDeeds(request.worktree, Object.keys(DEEDS), 'all');
    const [before, after] = await roundTrip();
    expect(after).toEqual(before);
  });
});

describe('a crash at any step leaves it not deleted, or deleted and restorable', () => {
  const deeds = ['commits', 'stages half a change', 'makes a file', 'makes links'];
  const steps = Array.from({ length: TRASH_STEPS.length + 1 }, (_, number) => number);

  it.each(steps)('after %i steps of a deletion: restored, and finished', async (count) => {
    doDeeds(request.worktree, deeds, 'x');
    const [users, run] = [usersState(), runState()];
    for (const step of TRASH_STEPS.slice(0, count)) await step(request);
    await restoreWorktree(request.place);
    await dropKept(request.place);
    expect(runState()).toEqual(run);
    for (const step of TRASH_STEPS.slice(0, count)) await step(request);
    await trashWorktree(request);
    expect([isGone(), usersState()]).toEqual([true, users]);
    await restoreWorktree(request.place);
    await dropKept(request.place);
    expect(runState()).toEqual(run);
  });

  it.each(steps.slice(0, RESTORE_STEPS.length + 1))(
    'after %i steps of a restore: restored, or deleted again',
    async (count) => {
      doDeeds(request.worktree, deeds, 'x');
      const run = runState();
      await trashWorktree(request);
      const kept = must(await readKept(request.place), 'it was deleted');
      for (const step of RESTORE_STEPS.slice(0, count)) await step(kept, request.place);
      await trashWorktree(request);
      expect(isGone()).toBe(true);
      for (const step of RESTORE_STEPS.slice(0, count)) await step(kept, request.place);
      await restoreWorktree(request.place);
      await dropKept(request.place);
      expect(runState()).toEqual(run);
    },
  );
});

describe('before any destructive step a snapshot ref holds dirty, untracked and unpushed work', () => {
  it('so that git keeps all of it, though branch and entry are gone', async () => {
    const all =
      'commits and goes back,commits,stages half a change,makes a file,makes a repository inside';
    doDeeds(request.worktree, ['commits and goes back'], 'earlier');
    doDeeds(request.worktree, all.split(','), 'held');
    const walked = git(request.worktree, 'log --walk-reflogs --format=%H HEAD').trim().split('\n');
    expect(new Set(walked).size).toBeGreaterThan(2);
    const tip = git(request.worktree, 'rev-parse HEAD').trim();
    await trashWorktree(request);
    git(repo, 'reflog expire --expire=now --all; git gc -q --prune=now');
    const { ref } = request;
    expect(git(repo, `merge-base --is-ancestor ${tip} ${ref} && echo yes`)).toBe('yes\n');
    for (const commit of walked) expect(git(repo, `cat-file -t ${commit}`)).toBe('commit\n');
    expect(git(repo, `show ${ref}:a.txt`)).toBe('two\nheld\nheld\nmore\n');
    expect(git(repo, `show ${ref}^1:a.txt`)).toBe('two\nheld\nheld\n');
    expect(git(repo, `show "${ref}:new 3.txt"`)).toBe('held\n');
  });

  it('and nothing is taken away before it is made', async () => {
    doDeeds(request.worktree, ['makes a file'], 'x');
    const [first, ...rest] = TRASH_STEPS;
    await must(first, 'there are steps')(request);
    expect(existsSync(request.worktree)).toBe(true);
    expect(
      git(repo, 'for-each-ref refs/slipway/trash refs/heads/slipway').split('\n'),
    ).toHaveLength(3);
    expect(rest.length).toBeGreaterThan(0);
  });
});

describe('what stands in the way is named, and nothing is lost by it', () => {
  it('a locked worktree stays where it is', async () => {
    git(repo, `worktree lock --reason mine ${request.worktree}`);
    await expect(trashWorktree(request)).rejects.toThrow('is locked (mine)');
    expect(existsSync(request.worktree)).toBe(true);
  });

  it('a branch that the user has checked out stays', async () => {
    git(repo, 'stash -q -u; git checkout -q --ignore-other-worktrees slipway/run-1');
    const users = usersState();
    await trashWorktree(request);
    expect([usersState(), git(repo, 'branch --show-current')]).toEqual([users, 'slipway/run-1\n']);
    await restoreWorktree(request.place);
    expect(existsSync(request.worktree)).toBe(true);
  });

  it('a branch that stands elsewhere again keeps the restore from overwriting it', async () => {
    doDeeds(request.worktree, ['commits'], 'x');
    await trashWorktree(request);
    git(repo, 'branch slipway/run-1 v1~1');
    await expect(restoreWorktree(request.place)).rejects.toThrow('git branch -m slipway/run-1');
    git(repo, 'branch -m slipway/run-1 elsewhere');
    await restoreWorktree(request.place);
    expect(git(request.worktree, 'log -1 --format=%s')).toBe('x\n');
  });

  it('a repository that is gone is asked for, and its worktree still can be deleted', async () => {
    doDeeds(request.worktree, ['makes a file'], 'x');
    const files = treeState(request.worktree);
    await trashWorktree(request);
    renameSync(repo, `${repo}-away`);
    await expect(restoreWorktree(request.place)).rejects.toThrow('Bring it back to that place');
    renameSync(`${repo}-away`, repo);
    await restoreWorktree(request.place);
    await dropKept(request.place);
    renameSync(repo, `${repo}-away`);
    await trashWorktree(request);
    expect(existsSync(request.worktree)).toBe(false);
    await restoreWorktree(request.place);
    expect(treeState(request.worktree)).toEqual(files);
  });

  it('a worktree removed by hand leaves its branch to keep', async () => {
    doDeeds(request.worktree, ['commits'], 'x');
    const tip = git(repo, 'rev-parse slipway/run-1');
    rmSync(request.worktree, { recursive: true });
    await trashWorktree(request);
    expect([isGone(), git(repo, `rev-parse ${request.ref}`)]).toEqual([true, tip]);
    await restoreWorktree(request.place);
    expect(git(repo, 'rev-parse slipway/run-1')).toBe(tip);
  });
});

describe('surveyWorktree', () => {
  it('lists what is nowhere else, and changes nothing', async () => {
    doDeeds(request.worktree, ['commits', 'stages half a change', 'makes a file'], 'x');
    writeFileSync(join(request.worktree, 'big.log'), 'x'.repeat(100_000));
    const [users, run] = [usersState(), runState()];
    const survey = await surveyWorktree(request);
    expect(survey).toMatchObject({ isThere: true, hasBranch: true, problem: null });
    expect(survey.changed).toEqual({ count: 2, named: ['MM a.txt', '?? new 2.txt'] });
    expect(survey.commits).toEqual({
      count: 1,
      named: [expect.stringMatching(/^[0-9a-f]{7,} x$/)],
    });
    expect(survey.bytes).toBeGreaterThan(100_000);
    expect([usersState(), runState()]).toEqual([users, run]);
    git(repo, 'branch keeps slipway/run-1');
    expect((await surveyWorktree(request)).commits.count).toBe(0);
  });

  it('says why git could not be asked', async () => {
    renameSync(repo, `${repo}-away`);
    const survey = await surveyWorktree(request);
    expect(survey).toMatchObject({ isThere: true, hasBranch: false });
    expect(survey.problem).toContain('no longer a worktree');
  });
});

it('drops snapshot refs when their time is over, but none whose item is still there', async () => {
  const names = ['a-1000000000001', 'a-1000000000002', 'a-1000000000009', 'odd'];
  for (const name of names) git(repo, `update-ref refs/slipway/trash/slipway/${name} main`);
  await dropOldSnapshots({ repo, untilMs: 1_000_000_000_005, held: [1_000_000_000_002] });
  const left = git(repo, "for-each-ref '--format=%(refname:lstrip=4)' refs/slipway/trash");
  expect(left.trim().split('\n')).toEqual(['a-1000000000002', 'a-1000000000009', 'odd']);
});
