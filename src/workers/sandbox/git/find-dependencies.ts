import { lstat, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dependency } from '#shared/messages/host.ts';
import { AppError } from '#shared/errors.ts';
import { withView, type GitView } from './git-view.ts';
import { listSubmodules } from './list-submodules.ts';
import { submodulePlace } from './submodule-place.ts';
import { readGit } from './run-git.ts';

/** What package managers put beside the code and git does not carry along. */
const NAMES = new Set([
  'node_modules',
  'bower_components',
  '.venv',
  'venv',
  'vendor',
  '.bundle',
  '.yarn',
  '.pnp.cjs',
  '.pnp.loader.mjs',
  'deps',
  'Pods',
  'elm-stuff',
]);
/** More would make every command slow to start; the ones nearest to the top come first. */
const MOST = 200;

/**
 * The installed dependencies of a checkout and its submodules: untracked folders of known names at
 * any depth, and virtual environments of any name. What git tracks is in the worktree already.
 */
export async function findDependencies(source: GitView): Promise<Dependency[]> {
  const args = ['ls-files', '--others', '--directory', '-z'];
  const untracked = (await readGit({ view: source, args })).split('\0').filter(Boolean);
  const found: Dependency[] = [];
  for (const path of untracked.sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))) {
    const place = path.endsWith('/') ? path.slice(0, -1) : path;
    const from = await dependencyAt(source.toplevel, place);
    if (from !== null) found.push({ place, from });
    if (found.length === MOST) return found;
  }
  for (const { path } of await listSubmodules({ view: source }))
    found.push(...(await dependenciesOf(source, path)));
  return found.slice(0, MOST);
}

async function dependenciesOf(source: GitView, path: string): Promise<Dependency[]> {
  const place = await submodulePlace(source, path);
  if (place === null) return [];
  try {
    const inside = await withView(place, findDependencies);
    return inside.map((each) => ({ ...each, place: join(path, each.place) }));
  } catch (error) {
    // What keeps it from being read is said where its files are brought.
    if (error instanceof AppError) return [];
    throw error;
  }
}

/**
 * Where the dependency really lies; null when it is none. A link that a person made from one
 * checkout to another's is followed; one to anything of another name is left alone, because what it
 * points to becomes readable for commands.
 */
async function dependencyAt(toplevel: string, place: string): Promise<string | null> {
  const path = join(toplevel, place);
  const name = basename(place);
  if (!NAMES.has(name)) {
    const facts = await lstat(join(path, 'pyvenv.cfg')).catch(() => null);
    return facts?.isFile() === true && !(await lstat(path)).isSymbolicLink() ? path : null;
  }
  const real = await realpath(path).catch(() => null);
  return real !== null && basename(real) === name ? real : null;
}

function depthOf(path: string): number {
  return path.split('/').length;
}
