import { joinPath } from '../paths/join-path.ts';

/** Where a run's files lie, by all the names that a command may have seen them under. */
export interface SeenRoots {
  /** Absolute folders without a slash at their end: checkout, worktree. */
  folders: readonly string[];
  /** The folder of throw-away copies: `<it>/<name>/tree` is one. */
  scratch: string;
}

const FILE_ADDRESS = /^file:\/\//;

/** The path relative to the worktree (FAIL-2); null when it lies elsewhere. */
export function relativePath(path: string, roots: SeenRoots): string | null {
  const plain = path.replace(FILE_ADDRESS, '');
  const within = withoutRoot(plain, roots) ?? (plain.startsWith('/') ? null : plain);
  if (within === null || /^[A-Za-z]:[\\/]|^[a-z][a-z+.-]*:/.test(within)) return null;
  const joined = joinPath('', within.replaceAll('\\', '/'));
  return joined === '' ? null : joined;
}

function withoutRoot(path: string, { folders, scratch }: SeenRoots): string | null {
  const folder = folders.find((each) => path.startsWith(`${each}/`));
  if (folder !== undefined) return path.slice(folder.length + 1);
  if (!path.startsWith(`${scratch}/`)) return null;
  return /^[^/]+\/tree\/([^]+)$/.exec(path.slice(scratch.length + 1))?.[1] ?? null;
}

/** A text in which every such path is relative (FAIL-3). */
export function withRelativePaths(text: string, roots: SeenRoots): string {
  const folders = roots.folders.map((folder) => `${escape(folder)}/`);
  const all = [...folders, String.raw`${escape(roots.scratch)}/[^/\s]+/tree/`];
  return text.replaceAll(new RegExp(`(?:file://)?(?:${all.join('|')})`, 'g'), '');
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
