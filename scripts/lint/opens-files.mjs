// Which files may open, list, write or remove files by their path. Everywhere else that is done
// through workers/files, which follows no link and waits for nothing: what lies in a repository, a
// worktree or a scratch folder may be anybody's.

/** Functions of node:fs and node:fs/promises that do so. Looking at a path is not among them. */
const OPENING = new Set(
  'open opendir readdir glob readFile writeFile appendFile truncate copyFile cp rename rm rmdir unlink link symlink chmod mkdtemp'
    .split(' ')
    .flatMap((name) => [name, `${name}Sync`]),
);
OPENING.add('createReadStream').add('createWriteStream');

/** Path prefixes below src/, each for one reason. */
export const MAY_OPEN = [
  // The one place.
  'workers/files/',
  // The app's data folder, temporary folders that it made itself, and `~/.vp`.
  'cli/engine/',
  'cli/state/',
  'main/boot/',
  'main/code-index/queries/snapshots.ts',
  'main/db/',
  'main/dispatch/read-log-pages.ts',
  'main/dispatch/run-logs.ts',
  'main/runs/passport.ts',
  'main/serve/',
  'main/tokens/',
  'main/trash/',
  'workers/code-index/store/open-index-store.ts',
  'workers/databases/',
  'workers/sandbox/git/add-all.ts',
  'workers/sandbox/git/changes/with-work.ts',
  'workers/sandbox/git/commit-worktree.ts',
  'workers/sandbox/git/copy-result.ts',
  'workers/sandbox/git/git-view.ts',
  'workers/sandbox/git/leavings.ts',
  'workers/sandbox/git/merge/merge-bench.ts',
  'workers/sandbox/git/prepare-worktree.ts',
  'workers/sandbox/git/remove-worktree.ts',
  'workers/sandbox/git/snapshot.ts',
  'workers/sandbox/git/trash/',
  'workers/sandbox/git/tree-hash.ts',
  'workers/sandbox/private-git.ts',
  'workers/sandbox/private-layers.ts',
  'workers/sandbox/self-test.ts',
  // What ships with the app.
  'cli/run-cli.ts',
  'workers/code-index/find-languages.ts',
  'workers/code-index/load-language.ts',
  'workers/code-index/query-source.ts',
  'workers/code-index/query/subtypes.ts',
  // The system: /proc, /sys, the folders of PATH.
  'cli/doctor/',
  'main/http/port-holder.ts',
  'main/http/proc-net.ts',
  'workers/energy.ts',
  'workers/sandbox/control-group.ts',
  'workers/sandbox/cover-sockets.ts',
  'workers/sandbox/freezer.ts',
  'workers/sandbox/inspect-repository.ts',
  'workers/sandbox/launcher.ts',
  'workers/sandbox/proc-stat.ts',
  'workers/sandbox/reaper.ts',
  'workers/sandbox/toolchain-binds.ts',
  'workers/sandbox/ways/',
  // Git's own folder, which no commit brings along.
  'cli/hooks/hook-files.ts',
  'workers/sandbox/git/first-commit.ts',
  'workers/sandbox/git/merge/find-checkouts.ts',
  'workers/sandbox/git/merge/index-turn.ts',
  'workers/sandbox/git/worktree-entry.ts',
  // What a person named.
  'cli/arguments/read-prd.ts',
];

const CURE = 'open it below its root (RootFolder, WritableFolder in workers/files)';

/** The first of an import's names that opens files; null when none does. */
function openingName(node) {
  if (!/^(?:node:)?fs(?:\/promises)?$/.test(node.source.value)) return null;
  if (node.importKind === 'type') return null;
  for (const specifier of node.specifiers) {
    if (specifier.importKind === 'type') continue;
    const name = specifier.imported?.name;
    if (name === undefined) return 'all';
    if (OPENING.has(name) || name === 'promises') return name;
  }
  return null;
}

/** Whether an import brings in what opens files by their path. */
export function isOpening(node) {
  return openingName(node) !== null;
}

/** Why a file may not import what it does; null when it may. */
export function openingFault(below, node) {
  if (MAY_OPEN.some((prefix) => below.startsWith(prefix))) return null;
  const name = openingName(node);
  if (name === null) return null;
  if (name === 'all') return `All of node:fs may not be imported here: ${CURE}.`;
  return `${name} opens files by their path: ${CURE}.`;
}

/** Why a file may not load a module while it runs; null when it may. */
export function loadingFault(below, source) {
  const isFs = typeof source === 'string' && /^(?:node:)?fs(?:\/promises)?$/.test(source);
  if (!isFs || MAY_OPEN.some((prefix) => below.startsWith(prefix))) return null;
  return `All of node:fs may not be loaded here: ${CURE}.`;
}
