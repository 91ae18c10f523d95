/**
 * Joins a folder and a path written relative to it; null when the path leads out of the repository.
 */
export function joinPath(folder: string, path: string): string | null {
  const parts = path.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') parts.push(step);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
