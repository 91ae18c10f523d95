import { marks, tells, type Tricks } from './trick.ts';

const EDIT = 'echo more >> a.txt';
const FILTERED = "echo '*.txt filter=evil' > .gitattributes; keep";
const REMOTE = 'git config remote.origin.url ssh://nobody@localhost:1/x';
const MONITOR = '[core]\\n\\tfsmonitor = %s\\n';
const INCLUDED = `printf '${MONITOR}' "$MARK" > .evil/included; keep`;
const HOOKS = 'for hook in pre-commit prepare-commit-msg commit-msg post-commit post-checkout';
const MORE_HOOKS = 'post-index-change reference-transaction pre-auto-gc post-merge post-rewrite';

/** Settings of the repository by which git starts a program. */
export const GIT_SETTINGS: Tricks = {
  'core.fsmonitor': {
    make: 'git config core.fsmonitor "$MARK"',
    shows: marks('git status'),
  },
  'every hook in .git/hooks': {
    make: `${HOOKS} ${MORE_HOOKS}; do cp "$MARK" .git/hooks/$hook; done`,
    shows: marks('git commit --allow-empty -m x'),
  },
  'core.hooksPath in the work tree': {
    make: `mkdir hooks; ${HOOKS} ${MORE_HOOKS}; do cp "$MARK" hooks/$hook; done; keep; git config core.hooksPath hooks`,
    shows: marks('git commit --allow-empty -m x'),
  },
  'filter.clean by .gitattributes': {
    make: `${FILTERED}; git config filter.evil.clean "$MARK"; touch a.txt`,
    shows: marks(`${EDIT}; git add a.txt`),
  },
  'filter.smudge by .gitattributes': {
    make: `${FILTERED}; git config filter.evil.smudge "$MARK"`,
    shows: marks('rm a.txt; git checkout a.txt'),
  },
  'filter.process that is required': {
    make: `${FILTERED}; git config filter.evil.process "$MARK"; git config filter.evil.required true`,
    shows: marks('rm a.txt; git checkout a.txt || true'),
  },
  'a filter by .git/info/attributes': {
    make: `echo '* filter=evil' > .git/info/attributes; git config filter.evil.clean "$MARK"`,
    shows: marks(`${EDIT}; git add a.txt`),
  },
  'a filter by core.attributesFile': {
    make: `echo '* filter=evil' > .evil/attributes; keep; git config core.attributesFile "$PWD/.evil/attributes"; git config filter.evil.clean "$MARK"`,
    shows: marks(`${EDIT}; git add a.txt`),
  },
  'diff.external': {
    make: `git config diff.external "$MARK"; ${EDIT}`,
    shows: marks('git diff'),
  },
  'diff.command and textconv': {
    make: `echo '*.txt diff=evil' > .gitattributes; keep; git config diff.evil.textconv "$MARK"; ${EDIT}`,
    shows: marks('git diff'),
  },
  'merge.driver': {
    make: `echo '*.txt merge=evil' > .gitattributes; keep; git config merge.evil.driver "$MARK"; git checkout -q -b side HEAD~1; ${EDIT}; git commit -qam side; git checkout -q main; echo other >> a.txt; git commit -qam main`,
    shows: marks('git merge side || true'),
  },
  'core.sshCommand': {
    make: `${REMOTE}; git config core.sshCommand "$MARK"`,
    shows: marks('git fetch || true'),
  },
  'core.gitProxy': {
    make: 'git config remote.origin.url git://localhost:1/x; git config core.gitProxy "$MARK"',
    shows: marks('git fetch || true'),
  },
  'remote.uploadpack': {
    make: 'git config remote.origin.url "$OUT/other"; git config remote.origin.uploadpack "$MARK"',
    shows: marks('git fetch || true'),
  },
  'an address that runs a program': {
    make: 'git config remote.origin.url "ext::$MARK"; git config protocol.ext.allow always',
    shows: marks('git fetch || true'),
  },
  'core.editor': {
    make: 'git config core.editor "$MARK"; git config sequence.editor "$MARK"',
    shows: marks('git commit --amend || true'),
  },
  'core.pager': {
    make: 'git config core.pager "$MARK"; git config pager.status "$MARK"',
    shows: marks('sh -c "$(git config core.pager)"'),
  },
  'credential.helper': {
    make: 'git config credential.helper "$MARK"',
    shows: marks("printf 'protocol=https\\nhost=localhost\\n\\n' | git credential fill || true"),
  },
  'gpg.program with commit.gpgSign': {
    make: 'git config gpg.program "$MARK"; git config commit.gpgSign true; git config tag.gpgSign true',
    shows: marks('git commit --allow-empty -m x || true'),
  },
  'an alias that is a program': {
    make: 'git config alias.st "!$MARK"; git config alias.status "!$MARK"',
    shows: marks('git st'),
  },
  'a program for archives': {
    make: 'git config tar.evil.command "$MARK"; git config tar.tar.command "$MARK"',
    shows: marks('git archive --format=evil HEAD'),
  },
  'a program for trailers': {
    make: 'git config trailer.evil.cmd "$MARK"; git config trailer.evil.key Evil',
    shows: marks('git interpret-trailers --trailer evil=x a.txt'),
  },
  'include.path': {
    make: `${INCLUDED}; git config include.path ../.evil/included`,
    shows: marks('git status'),
  },
  'includeIf gitdir': {
    make: `${INCLUDED}; git config "includeIf.gitdir:$PWD/.git.path" ../.evil/included`,
    shows: marks('git status'),
  },
  'includeIf gitdir of worktrees': {
    make: `${INCLUDED}; git config 'includeIf.gitdir:**/worktrees/**.path' "$PWD/.evil/included"`,
    shows: marks('git worktree add -q .evil/w; git -C .evil/w status'),
  },
  'includeIf onbranch of a run': {
    make: `${INCLUDED}; git config 'includeIf.onbranch:slipway/**.path' "$PWD/.evil/included"`,
    shows: marks('git checkout -q -b slipway/x; git status'),
  },
  'includeIf hasconfig': {
    make: `${INCLUDED}; ${REMOTE}; git config 'includeIf.hasconfig:remote.*.url:**.path' "$PWD/.evil/included"`,
    shows: marks('git status'),
  },
  'settings of the work tree': {
    make: 'git config extensions.worktreeConfig true; git config --worktree core.fsmonitor "$MARK"',
    shows: marks('git status'),
  },
  'core.worktree elsewhere': {
    make: 'git config core.worktree "$OUT"',
    shows: tells('git add -f notes.py; git diff --cached'),
  },
  'an unclosed section and odd bytes': {
    make: `printf '[core\\n\\x00\\xff = "' >> .git/config`,
    isRefused: true,
  },
};
