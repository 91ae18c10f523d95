import { lstat, mkdir, realpath, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isRefusal } from '../files/refusal.ts';
import { openIfThere } from '../files/root-folder.ts';
import { checkRefs, isObjectFolder } from './git/check-git-folder.ts';
import { openWorktreePlace } from './git/find-repository.ts';
import { withView, type GitView } from './git/git-view.ts';
import { readGit } from './git/run-git.ts';
import { copyIndex } from './git/tree-hash.ts';

/** Where the private git folder and the objects it reads stand inside the sandbox. */
const GIT_INSIDE = '/slipway/git';
const OBJECTS_INSIDE = '/slipway/objects';
/** Objects may be borrowed from repositories that borrow themselves. */
const DEEPEST_LOAN = 5;
const COPIED_BYTES = 16 * 1_048_576;
const LIST_BYTES = 65_536;

/** Beside what says how the repository is stored: who commits inside. */
const OWN_SETTINGS = `[core]
\tbare = false
[gc]
\tauto = 0
[user]
\tname = Slipway
\temail = slipway@localhost
`;

/** The git folder that a command sees: mount options, and the file that stands for `.git`. */
export interface PrivateGit {
  mounts: string[];
  gitFile: string;
}

/**
 * Makes a git folder for one command, which may write it as it likes: refs, index and what says how
 * the repository is stored, but none of its settings, hooks and remotes. Objects are read from the
 * repository and written to the private folder. The repository's own git folder is not needed then.
 */
export async function makePrivateGit(worktree: string, folder: string): Promise<PrivateGit> {
  return withView(await openWorktreePlace(worktree), async (view) => {
    const git = join(folder, 'git');
    for (const name of ['refs', 'objects/info', 'info', 'hooks'])
      await mkdir(join(git, name), { recursive: true });
    await writeFile(join(git, 'config'), `${view.config.text}${OWN_SETTINGS}`);
    await writeFile(join(git, 'packed-refs'), await listRefs(view));
    await copyIndex(view, git);
    await copyFiles(view, git);
    const objects = await objectFolders(join(view.commonDir, 'objects'));
    const places = objects.map((_, at) => `${OBJECTS_INSIDE}/${at}`);
    await writeFile(join(git, 'objects', 'info', 'alternates'), `${places.join('\n')}\n`);
    const gitFile = join(folder, 'git-file');
    await writeFile(gitFile, `gitdir: ${GIT_INSIDE}\n`);
    const shown = await Promise.all(objects.map((each, at) => mountObjects(each, at)));
    return { mounts: ['--bind', git, GIT_INSIDE, ...shown.flat()], gitFile };
  });
}

/** All but Slipway's own; stashes are the user's. */
async function listRefs(view: GitView): Promise<string> {
  await checkRefs(view.commonDir);
  const args = ['for-each-ref', '--format=%(objectname) %(refname)'];
  const lines = (await readGit({ view, args })).split('\n').filter(Boolean).sort(byName);
  const shown = lines.filter((line) => !/ refs\/(?:slipway\/|stash$)/.test(line));
  return ['# pack-refs with: sorted ', ...shown, ''].join('\n');
}

function byName(a: string, b: string): number {
  const name = (line: string): string => line.slice(line.indexOf(' '));
  return name(a) < name(b) ? -1 : 1;
}

async function copyFiles(view: GitView, git: string): Promise<void> {
  const own = ['HEAD', 'info/sparse-checkout'].map((name) => [view.gitDir, name] as const);
  const shared = ['shallow', 'info/exclude', 'info/attributes'].map(
    (name) => [view.commonDir, name] as const,
  );
  for (const [from, name] of [...own, ...shared]) {
    using folder = openIfThere(from);
    const content = folder?.read(name, COPIED_BYTES);
    if (content !== undefined && !isRefusal(content))
      await writeFile(join(git, name), content.bytes);
  }
}

/** The folder, and those it borrows objects from, each once; only what looks like git's. */
async function objectFolders(first: string): Promise<string[]> {
  const found = new Set<string>();
  const visit = async (folder: string, depth: number): Promise<void> => {
    const real = await realpath(folder).catch(() => null);
    if (real === null || found.has(real) || depth > DEEPEST_LOAN) return;
    if (depth > 0 && !(await isObjectFolder(real))) return;
    found.add(real);
    for (const line of borrowedBy(real)) await visit(resolve(real, line), depth + 1);
  };
  await visit(first, 0);
  return [...found];
}

function borrowedBy(folder: string): string[] {
  using objects = openIfThere(folder);
  const text = objects?.readText('info/alternates', LIST_BYTES) ?? '';
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** Borrowed folders are all named by the private folder; the paths here mean nothing inside. */
async function mountObjects(folder: string, at: number): Promise<string[]> {
  const inside = `${OBJECTS_INSIDE}/${at}`;
  const loans = join('info', 'alternates');
  const facts = await lstat(join(folder, loans)).catch(() => null);
  const cover = facts === null ? [] : ['--ro-bind', '/dev/null', join(inside, loans)];
  return ['--ro-bind', folder, inside, ...cover];
}
