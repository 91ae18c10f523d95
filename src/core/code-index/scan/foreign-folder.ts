import { VENDOR_MANIFESTS, isVendoredFolder } from './classify-path.ts';

/** Git's own folder, a repository inside the repository, or other people's code. */
export type ForeignFolder = 'git' | 'repository' | 'vendored';

/**
 * Why a folder is never entered although git does not ignore it; null when it is. These are the
 * only exclusions beside git's, for the scanner and the watcher alike. `exists` is asked for paths
 * relative to the root, as the folder's is, with forward slashes.
 */
export function foreignFolder(
  folder: string,
  exists: (path: string) => boolean,
): ForeignFolder | null {
  const above = folder.slice(0, folder.lastIndexOf('/') + 1);
  const name = folder.slice(above.length);
  if (name === '.git') return 'git';
  if (exists(`${folder}/.git`)) return 'repository';
  const isThere = (manifest: string): boolean => exists(above + manifest);
  const siblings = name === 'vendor' ? VENDOR_MANIFESTS.filter(isThere) : [];
  return isVendoredFolder(name, above === '', new Set(siblings)) ? 'vendored' : null;
}
