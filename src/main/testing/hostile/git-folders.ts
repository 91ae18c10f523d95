import { changes, marks, tells, type Tricks } from './trick.ts';

const EMPTY = '"$OUT/empty"';
const BRANCH = 'git branch slipway/x';
const DENSE =
  'for n in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do for m in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do';
const MODULE = `printf '[submodule "mod"]\\n\\tpath = mod\\n\\turl = %s\\n' "$URL" > .gitmodules; git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),mod"; mkdir -p mod; git add .gitmodules; git commit -qm mod`;
const NESTED =
  'mkdir -p nested/objects nested/refs; touch nested/objects/k nested/refs/k; echo "ref: refs/heads/main" > nested/HEAD';

/** Git folders that lie elsewhere, lead elsewhere or are no files. */
export const GIT_FOLDERS: Tricks = {
  'a file .git that names another repository': {
    make: 'rm -rf .git; echo "gitdir: $OUT/other/.git" > .git',
    shows: changes('git commit -q --allow-empty -m x'),
  },
  'a link .git with settings of its own': {
    make: 'mv .git .evil/real; ln -s .evil/real .git; git config core.fsmonitor "$MARK"',
    shows: marks('git status'),
  },
  'a commondir file': {
    make: 'mkdir .evil/linked; cp .git/HEAD .git/index .evil/linked; echo "$OUT/other/.git" > .evil/linked/commondir; mv .git .evil/old; echo "gitdir: .evil/linked" > .git',
    shows: changes('git branch evil'),
  },
  'objects of strange places': {
    make: `printf '%s\\n' "$PWD/.git/objects" / /dev/zero "$OUT" '"$(touch x)"' > .git/objects/info/alternates`,
  },
  'objects of a pipe': { make: 'mkfifo .git/objects/info/alternates', isRefused: true },
  'a bare repository among its files': {
    make: `${NESTED}; printf '[core]\\n\\trepositoryformatversion = 0\\n\\tbare = false\\n\\tworktree = ..\\n\\tfsmonitor = %s\\n' "$MARK" > nested/config; keep`,
    shows: marks('cd nested; git add ../a.txt; git status'),
  },
  'a submodule whose address is a program': {
    make: `URL="ext::$MARK"; ${MODULE}`,
    shows: marks('git -c protocol.ext.allow=always submodule update --init || true'),
  },
  'a submodule whose address is an option': {
    make: `URL="--upload-pack=$MARK"; ${MODULE}`,
  },
  'a submodule with settings of its own': {
    make: `URL=./mod; ${MODULE}; git clone -q . mod; git -C mod config core.fsmonitor "$MARK"; git -C mod config filter.evil.clean "$MARK"; echo '* filter=evil' > .git/info/attributes; echo x >> mod/a.txt`,
    shows: marks('git status'),
  },
  'a submodule that lies elsewhere': {
    make: `URL=./mod; ${MODULE}; echo "gitdir: $OUT/other/.git" > mod/.git`,
    shows: changes('git -C mod commit -q --allow-empty -m x'),
  },
  'a submodule that is a link': {
    make: `URL=./mod; ${MODULE}; rmdir mod; ln -s "$OUT/other" mod`,
    shows: changes('git -C mod commit -q --allow-empty -m x'),
  },
  'replaced objects': {
    make: 'git checkout -q -b side; echo "throw 1" > check.js; git commit -qam evil; git checkout -q main; git replace main side; git checkout -q -f main',
  },
  'objects that must be fetched by a program': {
    make: 'echo lost > lost.txt; keep; B=$(git rev-parse HEAD:lost.txt); rm -f ".git/objects/$(echo $B | cut -c1-2)/$(echo $B | cut -c3-)"; git config extensions.partialClone origin; git config remote.origin.promisor true; git config remote.origin.url "ext::$MARK"; git config protocol.ext.allow always; git config core.repositoryFormatVersion 1',
    shows: marks('git cat-file -p HEAD:lost.txt || true'),
    isRefused: true,
  },
  'settings that are a link': {
    make: 'cat .git/config >> "$OUT/settings"; ln -sf "$OUT/settings" .git/config',
    shows: tells('git config --list'),
  },
  'packed refs that are a link': {
    make: 'ln -s "$OUT/notes.py" .git/packed-refs',
    shows: tells('git show-ref 2>&1 || true'),
    isRefused: true,
  },
  'a branch that is a link': {
    make: 'ln -s "$OUT/notes.py" .git/refs/heads/linked',
    shows: tells('cat .git/refs/heads/linked'),
    isRefused: true,
  },
  'a HEAD that is a link': {
    make: 'ln -sf "$OUT/notes.py" .git/HEAD',
    shows: tells('cat .git/HEAD'),
    isRefused: true,
  },
  'branches of ours that are a link': {
    make: `ln -s ${EMPTY} .git/refs/heads/slipway`,
    shows: changes(BRANCH),
    isRefused: true,
  },
  'logs of ours that are a link': {
    make: `mkdir -p .git/logs/refs/heads; ln -s ${EMPTY} .git/logs/refs/heads/slipway`,
    shows: changes(BRANCH),
    isRefused: true,
  },
  'all logs that are a link': {
    make: `rm -rf .git/logs; ln -s ${EMPTY} .git/logs`,
    shows: changes(BRANCH),
    isRefused: true,
  },
  'all refs that are a link': {
    make: `mv .git/refs "$OUT/refs"; ln -s "$OUT/refs" .git/refs`,
    shows: changes('git branch other'),
    isRefused: true,
  },
  'entries of worktrees that are a link': {
    make: `ln -s ${EMPTY} .git/worktrees`,
    shows: changes('mkdir .git/worktrees/x'),
    isRefused: true,
  },
  'folders of objects that are links': {
    make: `${DENSE} [ -e .git/objects/$n$m ] || ln -s ${EMPTY} .git/objects/$n$m; done; done`,
    shows: changes('echo x | git hash-object -w --stdin; echo y | git hash-object -w --stdin'),
    isRefused: true,
  },
  'snapshots of ours that are a link': {
    make: `mkdir -p .git/refs/slipway; ln -s ${EMPTY} .git/refs/slipway/trash`,
    shows: changes('git update-ref refs/slipway/trash/x HEAD'),
    isRefused: true,
  },
  'an index that is a pipe': { make: 'rm .git/index; mkfifo .git/index', isRefused: true },
  'an index that is a link': {
    make: 'rm .git/index; ln -s "$OUT/notes.py" .git/index',
    shows: tells('cat .git/index'),
    isRefused: true,
  },
  'packed refs that are a pipe': { make: 'mkfifo .git/packed-refs', isRefused: true },
  'settings that are a pipe': { make: 'rm .git/config; mkfifo .git/config', isRefused: true },
  'a HEAD that is a pipe': { make: 'rm .git/HEAD; mkfifo .git/HEAD', isRefused: true },
  'a list of shallow commits that is a pipe': { make: 'mkfifo .git/shallow', isRefused: true },
  'attributes of git that are a pipe': {
    make: 'rm -f .git/info/attributes; mkfifo .git/info/attributes',
    isRefused: true,
  },
  'private rules that never end': { make: 'ln -sf /dev/zero .git/info/exclude', isRefused: true },
  'a branch that is a pipe': { make: 'mkfifo .git/refs/heads/pipe', isRefused: true },
  'an entry of a worktree that is a pipe': {
    make: 'mkdir -p .git/worktrees/x; mkfifo .git/worktrees/x/gitdir',
  },
  'a branch that looks like an option': {
    make: 'cp .git/refs/heads/main ".git/refs/heads/--upload-pack=evil"; echo "ref: refs/heads/--upload-pack=evil" > .git/HEAD',
  },
  'a branch called slipway': { make: 'git branch slipway' },
  'a git folder that is only a name': { make: 'rm -rf .git; mkdir .git', isRefused: true },
};
