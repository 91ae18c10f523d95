import { constants } from 'node:fs';
import {
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { GitView } from './git-view.ts';
import { runGit } from './run-git.ts';
import { ignoreMissing } from './tree-hash.ts';

/** Folders that tools look for beside the code and that git does not carry along. */
const DEPENDENCY_FOLDERS = ['node_modules', '.venv', 'vendor'] as const;
/** Entries of node_modules that tools write to; each worktree gets its own. */
const PRIVATE_ENTRIES = /^\.(?:cache|vite|vite-temp|vitest|tmp)/;

export interface LinkedDependencies {
  linked: string[];
  readable: string[];
}

/**
 * Makes the source's installed dependencies visible in a worktree: node_modules as a real folder of
 * links (so caches stay private), .venv and vendor as one link each. They are excluded from git, so
 * they never count as changes.
 */
export async function linkDependencies(
  source: GitView,
  worktree: string,
): Promise<LinkedDependencies> {
  const linked: string[] = [];
  const readable: string[] = [];
  for (const name of DEPENDENCY_FOLDERS) {
    const from = await findFolder(source.toplevel, name);
    if (from === null || (await isTracked(source, name))) continue;
    await linkFolder(name, from, join(worktree, name));
    linked.push(name);
    readable.push(from);
  }
  if (linked.length > 0) await excludeFromGit(source, linked);
  return { linked, readable };
}

async function linkFolder(name: string, from: string, to: string): Promise<void> {
  return name === 'node_modules' ? linkEntries(from, to) : linkOnce(from, to);
}

/**
 * Links each package. A package that is itself a relative link (a workspace member) keeps its
 * target as written, so that it means the worktree's own source and not the user's checkout; scopes
 * are folders of packages.
 */
async function linkEntries(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries.filter(({ name }) => !PRIVATE_ENTRIES.test(name))) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory() && entry.name.startsWith('@')) await linkEntries(source, target);
    // Package managers keep their own small records here and touch them: a copy stays private to
    // the run.
    else if (entry.isFile()) await copyOnce(source, target);
    else await linkOnce(entry.isSymbolicLink() ? await ownTarget(source) : source, target);
  }
}

async function ownTarget(link: string): Promise<string> {
  const target = await readlink(link);
  return isAbsolute(target) ? link : target;
}

async function copyOnce(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function linkOnce(from: string, to: string): Promise<void> {
  await symlink(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/**
 * git reads info/exclude from the shared folder only, so the lines are added there, once, anchored
 * to the top level. A pattern without a trailing slash is needed: to git a link is a file.
 */
async function excludeFromGit(source: GitView, names: readonly string[]): Promise<void> {
  const file = join(source.commonDir, 'info', 'exclude');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    ignoreMissing(error);
    return '';
  });
  const present = new Set(text.split('\n'));
  const missing: string[] = [];
  for (const name of names) {
    const args = ['check-ignore', '--quiet', '--', name];
    // It refuses literal pathspecs; these names are plain words.
    const env = { GIT_LITERAL_PATHSPECS: '0' };
    const reply = await runGit({ view: source, args, env });
    if (reply.exitCode !== 0 && !present.has(`/${name}`)) missing.push(`/${name}`);
  }
  if (missing.length === 0) return;
  await mkdir(dirname(file), { recursive: true });
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  await writeFile(file, `${text}${gap}${missing.join('\n')}\n`);
}

async function isTracked(view: GitView, name: string): Promise<boolean> {
  const reply = await runGit({
    view,
    args: ['ls-files', '-z', '--', name],
    maxBytes: 4_096,
  });
  return reply.stdout !== '';
}

/**
 * The folder itself, also behind a link that a person made from one checkout to another's. A link
 * to anything of another name is left alone: what it points to becomes readable for commands.
 */
async function findFolder(source: string, name: string): Promise<string | null> {
  const path = await realpath(join(source, name)).catch(() => null);
  if (path === null || basename(path) !== name) return null;
  return (await lstat(path)).isDirectory() ? path : null;
}
