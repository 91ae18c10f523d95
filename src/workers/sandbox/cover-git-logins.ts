import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Masker } from '#core/secrets/masker.ts';
import { secretsOfGitConfig } from '#core/secrets/settings-text.ts';
import type { Confinement } from '#shared/messages/job.ts';
import { openIfThere } from '../files/root-folder.ts';
import { WritableFolder } from '../files/writable-folder.ts';
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
    const copy = await writeCopy(folder, covers.length / 3, masker.mask(text));
    covers.push('--ro-bind', copy ?? '/dev/null', file);
  }
  return covers;
}

/** Null when something else lies there: then nothing of the settings is shown. */
async function writeCopy(folder: string, n: number, text: string): Promise<string | null> {
  const name = `.slipway-git-settings-${n}`;
  using writable = new WritableFolder(folder);
  const refusal = await writable.write(name, 0o600, (to) => void writeSync(to, text));
  return refusal === null ? join(folder, name) : null;
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
