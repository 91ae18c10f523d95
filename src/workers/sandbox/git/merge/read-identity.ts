import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { GitView } from '../git-view.ts';
import { runGit } from '../run-git.ts';

/** Variables that tell git who makes a commit. */
export interface Identity extends Readonly<Record<string, string>> {
  GIT_AUTHOR_NAME: string;
  GIT_AUTHOR_EMAIL: string;
  GIT_COMMITTER_NAME: string;
  GIT_COMMITTER_EMAIL: string;
}

interface Source {
  file: string;
  /** The user's own files may include others; a repository's are read alone. */
  includes: '--includes' | '--no-includes';
}

/**
 * The user, as git would know them: `user.name` and `user.email`, and no other setting, of the
 * repository's own file, else of the user's, else of the machine's. Refused where there is none;
 * `undone` says what was not done for want of it.
 */
export async function readIdentity(view: GitView, undone: string): Promise<Identity> {
  const name = await readKey(view, 'user.name');
  const email = await readKey(view, 'user.email');
  if (name === null || email === null) {
    throw new AppError(
      'illegal_transition',
      `Git does not know who you are, so ${undone}. Tell it once: git config --global user.name "Your Name" and git config --global user.email you@example.org`,
    );
  }
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}

async function readKey(view: GitView, key: 'user.name' | 'user.email'): Promise<string | null> {
  const home = process.env['HOME'] ?? homedir();
  const folder = join(process.env['XDG_CONFIG_HOME'] || join(home, '.config'), 'git');
  const own: Source[] = view.config.hasWorktreeConfig
    ? [{ file: join(view.gitDir, 'config.worktree'), includes: '--no-includes' }]
    : [];
  const sources: Source[] = [
    ...own,
    { file: join(view.commonDir, 'config'), includes: '--no-includes' },
    { file: join(home, '.gitconfig'), includes: '--includes' },
    { file: join(folder, 'config'), includes: '--includes' },
    { file: '/etc/gitconfig', includes: '--includes' },
  ];
  for (const { file, includes } of sources) {
    if (!existsSync(file)) continue;
    const args = ['config', '--file', file, includes, '-z', '--get', key];
    const { exitCode, stdout } = await runGit({ view, args, env: { HOME: home } });
    const value = stdout.replace(/\0$/, '').trim();
    if (exitCode === 0 && value !== '' && !/[\n\r]/.test(value)) return value;
  }
  return null;
}
