import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { must } from '#shared/assert.ts';
import type { BranchMove } from '#shared/messages/merge.ts';
import { findRepository } from '../find-repository.ts';
import { withView } from '../git-view.ts';
import { mergeCommits } from './merge-commits.ts';
import { MOVE_STEPS, moveBranch, type AtStep } from './move-branch.ts';
import { prepareMerge } from './prepare-merge.ts';
import { settleMove } from './settle-move.ts';
import {
  DIRT,
  dropMerging,
  everything,
  makeMerging,
  meaning,
  MEANWHILE,
  shell,
  WORK,
  type MergingRepository,
} from './testing/merging-repository.ts';

/** How many random repositories are tried; the long form takes hundreds. */
const CASES = Number(process.env['SLIPWAY_MERGE_CASES'] ?? 6);

const made: MergingRepository[] = [];
afterEach(() => {
  made.splice(0).forEach(dropMerging);
  vi.unstubAllEnvs();
});
function make(deeds: Parameters<typeof makeMerging>[0]): MergingRepository {
  const merging = makeMerging(deeds);
  made.push(merging);
  return merging;
}

async function prepared({ wanted }: MergingRepository): Promise<BranchMove> {
  const { from, to } = await prepareMerge(wanted);
  return { repo: wanted.repo, branch: wanted.target, from, to, note: 'slipway: merge' };
}

const backOf = (move: BranchMove): BranchMove => ({ ...move, from: move.to, to: move.from });
const some = <T extends object>(of: T, most: number): fc.Arbitrary<(keyof T)[]> =>
  fc.uniqueArray(fc.constantFrom(...(Object.keys(of) as (keyof T)[])), { maxLength: most });

describe('a merge', () => {
  it('moves ref, index and files of a clean checkout together, in the user’s name', async () => {
    const merging = make({
      work: ['first_line', 'adds_deep', 'removes'],
      meanwhile: ['last_line'],
    });
    const { repo } = merging;
    const move = await prepared(merging);
    expect(await moveBranch(move)).toEqual({ checkedOutAt: repo });
    expect(shell(repo, 'git status --porcelain')).toBe('');
    // A ref that moved alone would show the reverse of the merge as staged.
    expect(shell(repo, 'git diff-index --cached HEAD')).toBe('');
    expect(readFileSync(join(repo, 'a.txt'), 'utf8')).toMatch(/^the run was here\n[^]*somebody/);
    expect(shell(repo, 'git log -1 --format="%an <%ae> %cn %s|%(trailers)"')).toBe(
      'Ada <ada@example.org> Ada Merge the run into main|Slipway-Run: run-1\n\n',
    );
    expect(shell(repo, 'git reflog -1 --format=%gs')).toBe('slipway: merge\n');
    expect(existsSync(join(repo, '.git/index.lock'))).toBe(false);
    expect(existsSync(join(repo, '.git/slipway-merge'))).toBe(false);
  });

  it('refused or undone leaves repository files, index, HEAD and refs as they were', async () => {
    const cases = fc.record({
      work: some(WORK, 4).filter((deeds) => deeds.length > 0),
      meanwhile: some(MEANWHILE, 2),
      dirt: some(DIRT, 2),
    });
    const ends = { merged: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(cases, async (deeds) => {
        const merging = makeMerging(deeds);
        try {
          const { repo } = merging;
          const [before, meant] = [everything(repo), meaning(repo)];
          const dirt = shell(repo, 'git --no-optional-locks status --porcelain');
          const move = await prepared(merging).catch(() => null);
          const moved = move === null ? null : await moveBranch(move).catch(() => null);
          if (move === null || moved === null) {
            ends.refused += 1;
            expect(everything(repo)).toEqual(before);
            return;
          }
          ends.merged += 1;
          expect(shell(repo, 'git rev-parse HEAD').trim()).toBe(move.to);
          expect(shell(repo, 'git status --porcelain')).toBe(dirt);
          await moveBranch(backOf(move));
          expect(meaning(repo)).toEqual(meant);
        } finally {
          dropMerging(merging);
        }
      }),
      {
        numRuns: CASES,
        examples: [
          [
            {
              work: ['first_line', 'folder_for_file', 'link'],
              meanwhile: ['adds'],
              dirt: ['edits_own'],
            },
          ],
          [{ work: ['removes', 'adds_beside'], meanwhile: [], dirt: ['link_for_folder'] }],
        ],
      },
    );
    expect(ends.merged).toBeGreaterThan(0);
    expect(ends.refused).toBeGreaterThan(0);
  });

  const REFUSED = [
    ['edits_a', 'first_line', '“a.txt”, which have changes'],
    ['stages_b', 'whole_file', '“b.txt”, which have staged changes'],
    ['in_the_way', 'adds_deep', '“new/deep/n.txt”, which lie there and belong to no commit'],
    ['ignored_in_the_way', 'adds_deep', '“new/deep/n.txt”, which lie there'],
    ['hides', 'whole_file', '“b.txt”, which are marked so that git does not look'],
    ['removes', 'mode', '“run.sh”, which have changes'],
  ] as const;
  it.each(REFUSED)('dirty in touched paths (%s) is refused', async (dirt, work, why) => {
    const merging = make({ work: [work], dirt: [dirt] });
    const before = everything(merging.repo);
    const move = await prepared(merging);
    await expect(moveBranch(move)).rejects.toThrow(why);
    expect(everything(merging.repo)).toEqual(before);
  });

  it('update-ref alone only where the target is checked out nowhere', async () => {
    const merging = make({ work: ['first_line'] });
    shell(merging.repo, 'git checkout -q --detach');
    const before = readFileSync(join(merging.repo, 'a.txt'), 'utf8');
    const move = await prepared(merging);
    expect(await moveBranch(move)).toEqual({ checkedOutAt: null });
    expect(shell(merging.repo, 'git rev-parse main').trim()).toBe(move.to);
    expect(readFileSync(join(merging.repo, 'a.txt'), 'utf8')).toBe(before);
    expect(shell(merging.repo, 'git status --porcelain')).toBe('');
  });

  it('moves along the linked work tree that stands on the target', async () => {
    const merging = make({ work: ['first_line'] });
    shell(merging.repo, 'git checkout -q --detach; git worktree add -q ../linked main');
    const linked = join(merging.root, 'linked');
    expect(await moveBranch(await prepared(merging))).toEqual({ checkedOutAt: linked });
    expect(shell(linked, 'git status --porcelain')).toBe('');
    expect(readFileSync(join(linked, 'a.txt'), 'utf8')).toContain('the run was here');
  });

  it.each([
    ['a work tree that is not there now', 'git worktree add -q ../gone main; rm -r ../gone'],
    [
      'a rebase that will return to it',
      'mkdir .git/rebase-merge; echo refs/heads/main > .git/rebase-merge/head-name',
    ],
  ])('is refused where the target is held by %s', async (_, script) => {
    const merging = make({ work: ['first_line'] });
    shell(merging.repo, `git checkout -q --detach; ${script}`);
    const before = everything(merging.repo);
    await expect(moveBranch(await prepared(merging))).rejects.toThrow('Nothing was changed');
    expect(everything(merging.repo)).toEqual(before);
  });

  it('is refused into a branch that only stands for another, or whose folder is a link', async () => {
    const merging = make({ work: ['first_line'] });
    shell(
      merging.repo,
      'git checkout -q --detach; git symbolic-ref refs/heads/alias refs/heads/main',
    );
    const move = await prepared(merging);
    await expect(moveBranch({ ...move, branch: 'alias' })).rejects.toThrow('only stands for');
    shell(merging.repo, 'mkdir ../away; ln -s ../../../../away .git/refs/heads/team');
    await expect(moveBranch({ ...move, branch: 'team/main' })).rejects.toThrow('refs/heads/team');
  });

  it('is refused while another git has the index, and while a merge is under way', async () => {
    const merging = make({ work: ['first_line'] });
    const move = await prepared(merging);
    writeFileSync(join(merging.repo, '.git/index.lock'), '');
    await expect(moveBranch(move)).rejects.toThrow('another git works in');
    shell(merging.repo, 'rm .git/index.lock; git rev-parse HEAD > .git/MERGE_HEAD');
    await expect(moveBranch(move)).rejects.toThrow('a merge is under way');
  });

  it('with a conflict names the paths; only exit 0 counts', async () => {
    const merging = make({ work: ['first_line'], meanwhile: ['same_line'] });
    const before = everything(merging.repo);
    await expect(prepareMerge(merging.wanted)).rejects.toThrow('same lines of “a.txt”');
    expect(everything(merging.repo)).toEqual(before);
  });

  it('before git 2.38 is made in a throw-away work tree, with the same tree', async () => {
    const merging = make({ work: ['first_line', 'adds_deep'], meanwhile: ['last_line'] });
    const clash = make({ work: ['first_line'], meanwhile: ['same_line'] });
    const both = async ({ repo }: MergingRepository) =>
      withView(await findRepository(repo), async (view) => {
        const [ours = '', theirs = ''] = shell(repo, 'git rev-parse main slipway/run-1').split(
          '\n',
        );
        const old = await mergeCommits(view, { ours, theirs }, Promise.resolve([2, 30] as const));
        return [await mergeCommits(view, { ours, theirs }), old];
      });
    const before = everything(merging.repo);
    const [modern, old] = await both(merging);
    expect(old).toEqual(modern);
    expect(modern).toHaveProperty('tree');
    expect(everything(merging.repo)).toEqual(before);
    expect(await both(clash)).toEqual([{ conflicts: ['a.txt'] }, { conflicts: ['a.txt'] }]);
  });
});

describe('programs of the repository', () => {
  const marker = 'touch ../ran';
  it('merge drivers never run, and what one would join is refused', async () => {
    const merging = make({ work: [], meanwhile: [], dirt: [] });
    shell(
      merging.repo,
      `git config merge.mine.driver '${marker}; cp %B %A'; echo 'a.txt merge=mine' > .gitattributes
       git add -A; git commit -qm attributes; git branch -f slipway/run-1 main
       git checkout -q slipway/run-1; ${WORK.first_line}; git commit -qam run
       git checkout -q main; ${MEANWHILE.last_line}; git commit -qam meanwhile`,
    );
    await expect(prepareMerge(merging.wanted)).rejects.toThrow(
      '“a.txt” are joined by a merge driver',
    );
    expect(existsSync(join(merging.root, 'ran'))).toBe(false);
  });

  it('attributes of the target count, uncommitted ones do not', async () => {
    const merging = make({ work: [], dirt: [] });
    shell(
      merging.repo,
      `echo 'a.txt -merge' > .gitattributes; git add -A; git commit -qm attributes
       git branch -f slipway/run-1 main; git checkout -q slipway/run-1; ${WORK.first_line}; git commit -qam run
       git checkout -q main; ${MEANWHILE.last_line}; git commit -qam meanwhile; rm .gitattributes`,
    );
    await expect(prepareMerge(merging.wanted)).rejects.toThrow('same lines of “a.txt”');
  });

  it('a merge never turns pointers into content or the reverse', async () => {
    const merging = make({ work: [], dirt: [] });
    const pointer = 'version https://git-lfs.github.com/spec/v1';
    shell(
      merging.repo,
      `git config filter.lfs.clean "${marker}; sed '1s/.*/${pointer.replaceAll('/', '\\/')}/'"
       git config filter.lfs.smudge '${marker}; sed "1s/.*/content/"'
       echo '*.bin filter=lfs' > .gitattributes; echo content > big.bin; git add -A; git commit -qm lfs
       git branch -f slipway/run-1 main; git checkout -q slipway/run-1; ${WORK.first_line}; git commit -qam run
       git checkout -q main; rm -f ../ran`,
    );
    await moveBranch(await prepared(merging));
    expect(readFileSync(join(merging.repo, 'big.bin'), 'utf8')).toBe('content\n');
    expect(shell(merging.repo, 'git cat-file -p HEAD:big.bin')).toBe(`${pointer}\n`);
    expect(existsSync(join(merging.root, 'ran'))).toBe(false);
    // Where the run's branch has another version of such a file, only git with the filter may.
    shell(
      merging.repo,
      `git checkout -q -B slipway/run-1 main; printf 'content\\nmore\\n' > big.bin; git commit -qam big
       git checkout -q main; rm -f ../ran`,
    );
    const before = everything(merging.repo);
    await expect(prepareMerge(merging.wanted)).rejects.toThrow(
      '“big.bin” are stored through a filter',
    );
    expect(everything(merging.repo)).toEqual(before);
    expect(existsSync(join(merging.root, 'ran'))).toBe(false);
  });

  it('hooks do not run, and no name is invented for the user', async () => {
    const merging = make({ work: ['first_line'] });
    const hook = join(merging.repo, '.git/hooks/reference-transaction');
    writeFileSync(hook, `#!/bin/sh\ntouch ${join(merging.root, 'ran')}\n`);
    chmodSync(hook, 0o755);
    await moveBranch(await prepared(merging));
    expect(existsSync(join(merging.root, 'ran'))).toBe(false);
    const other = make({ work: ['first_line'] });
    shell(other.repo, 'git config --unset user.email');
    vi.stubEnv('HOME', other.root);
    vi.stubEnv('XDG_CONFIG_HOME', '');
    await expect(prepareMerge(other.wanted)).rejects.toThrow('Git does not know who you are');
    writeFileSync(join(other.root, 'mine'), '[user]\n\temail = work@example.org\n');
    const condition = `[includeIf "gitdir:${other.repo}/"]\n\tpath = mine\n`;
    writeFileSync(join(other.root, '.gitconfig'), condition);
    const { to } = await prepareMerge(other.wanted);
    expect(shell(other.repo, `git show -s --format=%ae ${to}`)).toBe('work@example.org\n');
  });
});

describe('a move that is cut short', () => {
  const deeds = { work: ['first_line', 'adds_deep', 'removes', 'link', 'mode'] } as const;
  const fault =
    (at: string): AtStep =>
    (step) => {
      if (step === at) throw new Error(`fault at ${step}`);
    };

  /** The rest of the move never comes, as after kill -9; what it left is removed with the test. */
  async function stopAt(
    { root }: MergingRepository,
    move: BranchMove,
    step: string,
  ): Promise<void> {
    vi.stubEnv('SLIPWAY_TEMPORARY', root);
    const reached = Promise.withResolvers<void>();
    void moveBranch(move, async (at) => {
      if (at !== step) return;
      reached.resolve();
      await new Promise(() => undefined);
    });
    await reached.promise;
  }

  it.each(['taken', 'checked', 'files'])(
    'by a fault at “%s” leaves all as it was',
    async (step) => {
      const merging = make(deeds);
      const meant = meaning(merging.repo);
      const index = readFileSync(join(merging.repo, '.git/index'));
      const move = await prepared(merging);
      await expect(moveBranch(move, fault(step))).rejects.toThrow('fault');
      expect(readFileSync(join(merging.repo, '.git/index')).equals(index)).toBe(true);
      expect(meaning(merging.repo)).toEqual(meant);
      expect(existsSync(join(merging.repo, '.git/index.lock'))).toBe(false);
    },
  );

  it.each(MOVE_STEPS)(
    'by the end of the process at “%s” is settled: all of it or nothing',
    async (step) => {
      const merging = make(deeds);
      const meant = meaning(merging.repo);
      const move = await prepared(merging);
      await stopAt(merging, move, step);
      const { ended } = await settleMove(move);
      expect(ended).toBe(
        MOVE_STEPS.indexOf(step) < MOVE_STEPS.indexOf('ref') ? 'taken_back' : 'moved',
      );
      if (ended === 'taken_back') expect(meaning(merging.repo)).toEqual(meant);
      else
        expect(shell(merging.repo, 'git status --porcelain; git rev-parse HEAD')).toBe(
          `${move.to}\n`,
        );
      expect(existsSync(join(merging.repo, '.git/index.lock'))).toBe(false);
      expect(existsSync(join(merging.repo, '.git/slipway-merge'))).toBe(false);
      expect(await settleMove(move)).toEqual({ ended, keptIn: null });
    },
  );

  it('keeps aside a file that is as neither side has it', async () => {
    const merging = make(deeds);
    const move = await prepared(merging);
    await stopAt(merging, move, 'files');
    writeFileSync(join(merging.repo, 'a.txt'), 'half a fi');
    const { keptIn } = await settleMove(move);
    const kept = must(keptIn, 'the folder of what was kept');
    expect(readFileSync(join(kept, 'a.txt'), 'utf8')).toBe('half a fi');
    expect(readFileSync(join(merging.repo, 'a.txt'), 'utf8')).toMatch(/^line 1\n/);
  });
});
