import { readGit, type GitCall } from './run-git.ts';

export interface Submodule {
  /** Relative to the top level. */
  path: string;
  /** The commit that the repository records of it. */
  commit: string;
}

/** What an index records of submodules; git itself looks into none of them. */
export async function listSubmodules(
  call: Pick<GitCall, 'view' | 'env' | 'config'>,
): Promise<Submodule[]> {
  const listed = await readGit({ ...call, args: ['ls-files', '--stage', '-z'] });
  const found = new Map<string, Submodule>();
  for (const entry of listed.split('\0')) {
    const [, commit, path] = /^160000 ([0-9a-f]+) \d\t([\s\S]+)$/.exec(entry) ?? [];
    if (commit !== undefined && path !== undefined) found.set(path, { path, commit });
  }
  return [...found.values()];
}
