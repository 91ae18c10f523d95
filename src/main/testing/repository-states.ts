import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Every state is a shell script that runs in a repository with the commits one, two, three on main,
// and a branch `other` that changes the same line. A script that leaves the repository elsewhere
// writes its path to ../place.

const BASE = `
git init -q -b main .
printf '%s' '{"name":"p","scripts":{"test":"node check.js"}}' > package.json
echo 'process.exit(1)' > check.js
echo 'setInterval(() => {}, 1000)' > wait.js
mkdir sub top; echo s > sub/s.txt; echo t > top/t.txt; echo '*.log' > .gitignore
echo one > a.txt; git add -A; git commit -qm one; git branch other
echo two > a.txt; git commit -qam two; echo three > a.txt; git commit -qam three
git checkout -q other; echo other > a.txt; git commit -qam other; git checkout -q main
git tag v1; git config remote.origin.url ssh://example.invalid/x
`;
const ALLOW = '-c protocol.file.allow=always';
const MODULE = `git init -q --object-format="$(git rev-parse --show-object-format)" ../module; git -C ../module commit -q --allow-empty -m m`;

const SUBMODULE = `git ${ALLOW} submodule --quiet add "$PWD/../module"`;

/** States of the checkout that a run starts from. */
export const SOURCE_STATES: Readonly<Record<string, string>> = {
  clean: '',
  'a dirty file': 'echo dirty >> a.txt',
  'a staged change': 'echo s >> a.txt; git add a.txt',
  'a partly staged change': 'echo s >> a.txt; git add a.txt; echo t >> a.txt',
  'untracked and ignored files': 'echo u > u.txt; echo i > x.log; mkdir empty',
  stashes: 'echo s >> a.txt; git stash -q; echo u > u.txt; git stash -qu',
  'a detached HEAD': 'git checkout -q --detach',
  'commits on a detached HEAD': 'git checkout -q --detach; echo d > a.txt; git commit -qam d',
  'a merge under way': 'git merge -q other || true',
  'a rebase under way': 'git rebase -q other || true',
  'an interactive rebase that stopped':
    'GIT_SEQUENCE_EDITOR="sed -i s/^pick/edit/" git rebase -qi HEAD~2 || true',
  'a cherry-pick under way': 'git cherry-pick other || true',
  'a revert under way': 'git revert --no-edit HEAD~1 || true',
  'a bisect under way':
    'git bisect start -q; git bisect bad -q || git bisect bad; git bisect good HEAD~2',
  'patches being applied':
    'git format-patch -q -1 other -o ../patches; git am -q ../patches/* || true',
  'a sparse checkout': 'git sparse-checkout set --cone sub',
  'a sparse checkout by patterns': "git sparse-checkout set --no-cone '/*' '!/top/'",
  'a shallow clone':
    'cd ..; mv project origin; git clone -q --depth 1 "file://$PWD/origin" project',
  'a partial clone':
    'git config uploadpack.allowFilter true; cd ..; mv project origin; git clone -q --filter=blob:none "file://$PWD/origin" project',
  'a submodule': `${MODULE}; git ${ALLOW} submodule --quiet add "$PWD/../module" mod; git commit -qm mod`,
  'nested submodules, one with changes': `${MODULE}; git init -q ../outer; (cd ../outer; ${SUBMODULE} inner; git commit -qm i); git ${ALLOW} submodule --quiet add "$PWD/../outer" mod; git commit -qm mod; git ${ALLOW} submodule --quiet update --init --recursive; echo d > mod/inner/d.txt; git -C mod/inner add d.txt`,
  'files that a filter stores': `mkdir .git/store; git config filter.fake.clean 'cat > .git/store/one; echo pointer'
git config filter.fake.smudge 'cat > /dev/null; cat "$(git rev-parse --git-common-dir)/store/one"'; git config filter.fake.required true
echo '*.dat filter=fake -text' > .gitattributes; echo content > x.dat; git add -A; git commit -qm dat`,
  'being a submodule': `cd ..; mv project module; git init -q super; cd super; git commit -q --allow-empty -m s; git ${ALLOW} submodule --quiet add ../module inner; echo super/inner > ../place`,
  'being a linked worktree': 'git worktree add -q -b linked ../linked; echo linked > ../place',
  'being a worktree of a bare repository':
    'cd ..; git clone -q --bare project bare; git -C bare worktree add -q ../of-bare other; echo of-bare > place',
  'no commit yet': 'rm -rf .git; git init -q -b main .',
  'an unborn branch': 'git checkout -q --orphan fresh',
  'a branch called slipway': 'git branch slipway',
  'branches called slipway and slipway-2, packed':
    'git branch slipway; git branch slipway-2; git pack-refs --all',
  'packed refs and objects': 'git gc -q',
  'a split index': 'git update-index --split-index',
  'an untracked cache': 'git update-index --force-untracked-cache; git status -s',
  'assumed and skipped files':
    'git update-index --assume-unchanged a.txt; git update-index --skip-worktree sub/s.txt; echo c >> sub/s.txt',
  'a conflict left by a stash':
    'echo mine > a.txt; git stash -q; echo theirs > a.txt; git commit -qam theirs; git stash pop -q || true',
  'SHA-256 objects':
    'rm -rf .git; git init -q --object-format=sha256 -b main .; git add -A; git commit -qm one; git branch other',
  'replaced objects': 'git replace HEAD~1 other',
  notes: 'git notes add -m note',
  'objects of another repository': 'cd ..; mv project origin; git clone -q --shared origin project',
  'a git folder elsewhere': 'mv .git ../git-folder; echo "gitdir: ../git-folder" > .git',
  'a link to its git folder': 'mv .git ../git-folder; ln -s ../git-folder .git',
  'an intent to add': 'echo n > n.txt; git add -N n.txt',
  'the line endings of Windows':
    "git config core.autocrlf true; printf 'a\\r\\nb\\r\\n' > crlf.txt; git add crlf.txt; git commit -qm crlf",
  bare: 'cd ..; git clone -q --bare project bare; echo bare > place',
};

/** Sources that no run can start from; everything else must lead to a run with a worktree. */
export const REFUSED_SOURCES: readonly string[] = ['no commit yet', 'an unborn branch', 'bare'];

const ADD = 'git worktree add -q -b "$N" "$W" other';
const AT = 'git -C "$W"';

/** States of other worktrees of the repository; $W is the folder, $N a name of its own. */
export const WORKTREE_STATES: Readonly<Record<string, string>> = {
  clean: ADD,
  locked: `${ADD}; git worktree lock --reason mine "$W"`,
  moved: `${ADD}; mv "$W" "$W-moved"`,
  'not mounted': `${ADD}; mkdir -p ../away; mv "$W" ../away/`,
  'locked and not mounted': `${ADD}; git worktree lock "$W"; mkdir -p ../away; mv "$W" ../away/`,
  gone: `${ADD}; rm -rf "$W"`,
  detached: 'git worktree add -q --detach "$W" other',
  'detached with commits': `git worktree add -q --detach "$W" other; ${AT} commit -q --allow-empty -m d`,
  dirty: `${ADD}; echo d >> "$W/a.txt"`,
  'a dirty index': `${ADD}; echo d >> "$W/a.txt"; ${AT} add a.txt; echo e >> "$W/a.txt"`,
  'untracked files': `${ADD}; echo u > "$W/u.txt"`,
  'a merge under way': `${ADD}; ${AT} merge -q main || true`,
  'a rebase under way': `${ADD}; ${AT} rebase -q main || true`,
  'a cherry-pick under way': `${ADD}; ${AT} cherry-pick main || true`,
  'a bisect under way': `${ADD}; ${AT} bisect start; ${AT} bisect bad`,
  sparse: `${ADD}; ${AT} sparse-checkout set --cone sub`,
  'an unborn branch': `${ADD}; ${AT} checkout -q --orphan "$N-fresh"`,
  // Of a sparse checkout it would be sparse, too, and have no room for a module.
  'a submodule': `[ -d ../module ] || { ${MODULE}; }; ${ADD}; if [ "$(${AT} config core.sparseCheckout)" = true ]; then ${AT} sparse-checkout disable; fi; ${AT} ${ALLOW} submodule --quiet add "$PWD/../module" mod`,
  'an old branch of ours':
    'git worktree add -q -b "slipway/$N" "$W" other || git worktree add -q -b "slipway-3/$N" "$W" other',
  'inside the checkout': 'git worktree add -q -b "$N" "$PWD/inner.log" other',
  'a broken entry': `${ADD}; echo > "$(${AT} rev-parse --git-dir)/gitdir"`,
  'an index lock': `${ADD}; : > "$(${AT} rev-parse --git-dir)/index.lock"`,
};

const IDENTITY = { NAME: 'A', EMAIL: 'a@example.org', DATE: '2026-01-01T00:00:00Z' };

function environment(): Record<string, string> {
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) =>
    Object.entries(IDENTITY).map(([key, value]) => [`GIT_${who}_${key}`, value]),
  );
  return {
    ...Object.fromEntries(people),
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_EDITOR: 'true',
    GIT_ADVICE: '0',
  };
}

/**
 * Makes a repository below `root` in a state, with worktrees in theirs; answers its path. A
 * worktree that the source has no commit for is left out.
 */
export function makeState(root: string, source: string, worktrees: readonly string[]): string {
  const project = join(root, 'project');
  mkdirSync(project);
  const run = (cwd: string, script: string, env: Record<string, string> = {}): unknown =>
    execFileSync('/bin/sh', ['-ec', script], {
      cwd,
      env: { ...environment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  run(project, BASE);
  run(project, SOURCE_STATES[source] ?? '');
  const place = join(root, 'place');
  const repo = existsSync(place) ? resolve(root, readFileSync(place, 'utf8').trim()) : project;
  if (REFUSED_SOURCES.includes(source)) return repo;
  for (const [number, name] of worktrees.entries()) {
    const env = { W: join(root, `w${number}`), N: `n${number}` };
    // Clones carry only some of the branches.
    run(
      repo,
      'git rev-parse -q --verify other || git branch other HEAD; git rev-parse -q --verify main || git branch main HEAD',
    );
    run(repo, WORKTREE_STATES[name] ?? '', env);
  }
  return repo;
}
