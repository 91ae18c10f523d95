import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { isRefusal } from '../../files/refusal.ts';
import { openIfThere, type RootFolder } from '../../files/root-folder.ts';
import type { RepositoryPlace } from './find-repository.ts';

/** Files that git reads of a work tree's own folder and of the shared one. */
const OWN_FILES = ['HEAD', 'index', 'info/sparse-checkout'];
const SHARED_FILES = [
  'packed-refs',
  'shallow',
  'info/attributes',
  'info/exclude',
  'info/grafts',
  'objects/info/alternates',
  'objects/info/commit-graph',
];
const RULES = ['.gitignore', '.gitattributes'];
const HEAD_BYTES = 4096;

/**
 * Git waits for a pipe and reads what a link leads to, and says it in its errors. So what it reads
 * of a git folder must be a regular file where it is there. Rules at the top of the work tree are
 * looked at, too; git itself follows no link to those.
 */
export async function checkToRead({ toplevel, gitDir, commonDir }: RepositoryPlace): Promise<void> {
  using own = await openReal(gitDir);
  using shared = await openReal(commonDir);
  using tree = await openReal(toplevel);
  requireFiles(own, gitDir, OWN_FILES);
  requireFiles(shared, commonDir, SHARED_FILES);
  const branch = /^ref: (\S+)/.exec(own?.readText('HEAD', HEAD_BYTES) ?? '')?.[1];
  if (branch !== undefined) requireFiles(shared, commonDir, [branch]);
  for (const name of RULES) {
    const facts = tree?.stat(name);
    if (facts === undefined || isRefusal(facts)) continue;
    if (!facts.isFile() && !facts.isSymbolicLink()) throw notRegular(join(toplevel, name));
  }
}

/** All branches and tags, too: whoever lists them opens each. */
export async function checkRefs(commonDir: string): Promise<void> {
  using shared = await openReal(commonDir);
  const visit = (folder: string): void => {
    const listed = shared?.list(folder);
    for (const entry of listed === undefined || isRefusal(listed) ? [] : listed.entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (!entry.isFile()) throw notRegular(join(commonDir, path));
    }
  };
  visit('refs');
}

/**
 * What a run writes lands in the repository's own git folder and nowhere else: none of the folders
 * it writes to, by git or by the engine, may be a link. Objects alone may lie elsewhere, in those
 * of another repository.
 */
export async function checkToWrite({ commonDir }: RepositoryPlace, branch: string): Promise<void> {
  using shared = await openReal(commonDir);
  for (const path of writtenFolders(branch)) {
    const facts = shared?.stat(path);
    if (facts === undefined || isRefusal(facts) || !facts.isSymbolicLink()) continue;
    throw leadsAway(join(commonDir, path));
  }
  const folder = await realpath(join(commonDir, 'objects'));
  const isLink = folder !== join(await realpath(commonDir), 'objects');
  if (isLink && !(await isObjectFolder(folder))) throw leadsAway(join(commonDir, 'objects'));
  using objects = openIfThere(folder);
  const listed = objects?.list('');
  const entries = listed === undefined || isRefusal(listed) ? [] : listed.entries;
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link !== undefined) throw leadsAway(join(folder, link.name));
}

function writtenFolders(branch: string): string[] {
  const places = ['refs/heads', 'logs/refs/heads', 'refs/slipway/trash'];
  const refs = places.flatMap((place) => foldersAbove(`${place}/${branch}`));
  return [...new Set([...refs, 'worktrees'])];
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Only what looks like git's: the objects of a repository. */
export async function isObjectFolder(folder: string): Promise<boolean> {
  if (basename(folder) !== 'objects') return false;
  using beside = await openReal(dirname(folder));
  return beside?.has('HEAD') === true && beside.has('refs');
}

/** A git folder may itself be a link, which its owner made. */
async function openReal(folder: string): Promise<RootFolder | null> {
  return openIfThere(await realpath(folder).catch(() => folder));
}

function requireFiles(folder: RootFolder | null, path: string, names: readonly string[]): void {
  for (const name of names) {
    const facts = folder?.stat(name);
    if (facts === undefined || isRefusal(facts) || facts.isFile()) continue;
    // As old versions of git wrote it: a link to the branch's file beside it.
    const target = name === 'HEAD' ? folder?.readLink(name) : undefined;
    if (typeof target === 'string' && /^refs\/heads\/(?!.*\.\.)/.test(target)) continue;
    throw notRegular(join(path, name));
  }
}

function notRegular(path: string): AppError {
  return new AppError(
    'not_a_repository',
    `“${path}” is no regular file, so git is not asked about this repository: it would wait for a pipe, and read what a link leads to. Put a file there, or remove it.`,
  );
}

function leadsAway(path: string): AppError {
  return new AppError(
    'invalid_input',
    `“${path}” is no folder of the repository's own, so no run is started: what it writes would land elsewhere. Put the folder itself there.`,
  );
}
