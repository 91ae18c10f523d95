import { readGit } from './run-git.ts';

export interface KnownWorktree {
  path: string;
  /** Full ref name; null when detached. */
  branch: string | null;
}

/** The worktrees git has registered for a repository, the main one first. */
export async function listWorktrees(repo: string): Promise<KnownWorktree[]> {
  const text = await readGit({ cwd: repo, args: ['worktree', 'list', '--porcelain', '-z'] });
  return text
    .split('\0\0')
    .filter((each) => each !== '')
    .map((entry) => {
      const value = (key: string): string | null =>
        entry
          .split('\0')
          .find((line) => line.startsWith(`${key} `))
          ?.slice(key.length + 1) ?? null;
      return { path: value('worktree') ?? '', branch: value('branch') };
    });
}
