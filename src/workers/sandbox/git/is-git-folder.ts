import { lstat, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Git's own test: a HEAD, and folders for objects and refs. */
export async function isGitFolder(gitDir: string, commonDir: string): Promise<boolean> {
  const [head, objects, refs] = await Promise.all([
    lstat(join(gitDir, 'HEAD')).catch(() => null),
    stat(join(commonDir, 'objects')).catch(() => null),
    stat(join(commonDir, 'refs')).catch(() => null),
  ]);
  return head !== null && objects?.isDirectory() === true && refs?.isDirectory() === true;
}
