import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Masker } from '#core/secrets/masker.ts';
import { secretsOfGitConfig } from '#core/secrets/settings-text.ts';
import type { Confinement } from '#shared/messages/job.ts';
import { openIfThere } from '../files/root-folder.ts';
import { findProtectedGit } from './protected-git.ts';

const LARGEST_CONFIG_BYTES = 1_048_576;

/**
 * Arguments that lay a copy without logins over git settings that a command can read and that have
 * passwords of remotes, or headers with a login, in them. The copies lie in the command's first
 * writable folder.
 */
export async function coverGitLogins(cwd: string, confinement: Confinement): Promise<string[]> {
  const { readable, writable } = confinement;
  const [folder] = writable;
  const own = [cwd, ...writable].flatMap(findProtectedGit);
  const covers: string[] = [];
  for (const { file, text } of settingsOf(new Set([...own, ...readable]))) {
    const secrets = secretsOfGitConfig(text);
    if (secrets.length === 0 || folder === undefined) continue;
    const masker = new Masker();
    masker.learn(secrets);
    const copy = join(folder, `git-settings-${covers.length / 3}`);
    await writeFile(copy, masker.mask(text), { mode: 0o600 });
    covers.push('--ro-bind', copy, file);
  }
  return covers;
}

const NAMES = ['config', 'config.worktree'];

function settingsOf(folders: ReadonlySet<string>): { file: string; text: string }[] {
  return [...folders].flatMap((folder) => {
    using root = openIfThere(folder);
    return NAMES.map((name) => ({
      file: join(folder, name),
      text: root?.readText(name, LARGEST_CONFIG_BYTES) ?? '',
    }));
  });
}
