import { dirname, join, relative } from 'node:path';

/** Folders under HOME whose first segment says nothing: the part below it is the toolchain. */
const SHARED_PARENTS = new Set(['.config', '.cache', '.local']);
/** Never shown to a command, whatever PATH says. */
const PRIVATE = new Set([
  '.ssh',
  '.gnupg',
  '.aws',
  '.azure',
  '.kube',
  '.docker',
  '.mozilla',
  '.vp',
]);

/**
 * The folders under `home` that PATH entries need to work, as read-only binds: the first segment
 * for dot folders (~/.pyenv/shims → ~/.pyenv), only bin and lib of ~/.local, the entry itself and
 * the lib beside it for others.
 */
export function toolchainRoots(home: string, pathFolders: readonly string[]): string[] {
  const roots = new Set<string>();
  for (const folder of pathFolders) {
    const inside = relative(home, folder);
    if (inside === '' || inside.startsWith('..')) continue;
    for (const root of rootsOf(inside.split('/'))) roots.add(join(home, root));
  }
  return [...roots];
}

function rootsOf(segments: readonly string[]): string[] {
  const [first = '', second = ''] = segments;
  if (PRIVATE.has(first)) return [];
  if (first === '.local' && second === 'bin') return ['.local/bin', '.local/lib'];
  if (first === '.local' && second === 'share') return [segments.slice(0, 3).join('/')];
  if (SHARED_PARENTS.has(first)) return [segments.join('/')];
  if (first.startsWith('.')) return [first];
  const entry = segments.join('/');
  return segments.length === 1 ? [entry] : [entry, join(dirname(entry), 'lib')];
}
