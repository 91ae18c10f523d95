import { posix } from 'node:path';
import type { KnownSecret } from '#core/secrets/known-secret.ts';
import {
  secretsOfDotenv,
  secretsOfGitConfig,
  secretsOfNetrc,
  secretsOfNpmrc,
} from '#core/secrets/settings-text.ts';
import { findGitFolders } from '../files/git-folders.ts';
import { isRefusal } from '../files/refusal.ts';
import { openIfThere, type RootFolder } from '../files/root-folder.ts';
import { readHostEnvironment } from '../sandbox/environment.ts';

const LARGEST_BYTES = 1_048_576;
const MOST_FOLDERS = 300;
const DEEPEST = 3;
const NOT_ENTERED = new Set(['node_modules', 'vendor', 'target', 'dist', 'build', 'venv']);

/** Secrets that a person keeps in files of these folders and in git's settings, each once. */
export function readKnownSecrets(
  folders: readonly string[],
  homes: readonly string[] = homesOfUser(),
): KnownSecret[] {
  const found = [...folders.flatMap(secretsOfFolder), ...homes.flatMap(secretsOfHome)];
  const byValue = new Map(found.map((each) => [each.value, each]));
  return [...byValue.values()];
}

function secretsOfFolder(folder: string): KnownSecret[] {
  using root = openIfThere(folder);
  if (root === null) return [];
  const secrets = settingsFiles(root).flatMap((path) => {
    const text = root.readText(path, LARGEST_BYTES) ?? '';
    return posix.basename(path) === '.npmrc' ? secretsOfNpmrc(text) : secretsOfDotenv(text);
  });
  const git = findGitFolders(folder);
  const gitFolders = git === null ? [] : [...new Set([git.gitDir, git.commonDir])];
  return [...secrets, ...gitFolders.flatMap(secretsOfGit)];
}

function secretsOfGit(gitFolder: string): KnownSecret[] {
  using root = openIfThere(gitFolder);
  const names = ['config', 'config.worktree'];
  return names.flatMap((name) => secretsOfGitConfig(root?.readText(name, LARGEST_BYTES) ?? ''));
}

/** `.env` and its like, near the top; a monorepo keeps one in each of its packages. */
function settingsFiles(root: RootFolder): string[] {
  const found: string[] = [];
  const open = [{ folder: '', depth: 0 }];
  for (let n = 0; n < open.length && n < MOST_FOLDERS; n += 1) {
    const { folder, depth } = open[n] ?? { folder: '', depth: DEEPEST };
    const listed = root.list(folder);
    for (const entry of isRefusal(listed) ? [] : listed.entries) {
      const { name } = entry;
      const path = posix.join(folder, name);
      const isEntered = depth < DEEPEST && !name.startsWith('.') && !NOT_ENTERED.has(name);
      if (entry.isDirectory() && isEntered) open.push({ folder: path, depth: depth + 1 });
      else if (entry.isFile() && isSettingsFile(name)) found.push(path);
    }
  }
  return found;
}

/** Examples are written to be shown. */
function isSettingsFile(name: string): boolean {
  if (/\.(?:example|sample|template|dist)$/.test(name)) return false;
  return (
    name === '.npmrc' || name === '.envrc' || /^\.env(?:\.|$)/.test(name) || name.endsWith('.env')
  );
}

/** The account's home, and the one that tools are told, which need not be the same. */
function homesOfUser(): string[] {
  return [...new Set([readHostEnvironment().home, process.env['HOME'] ?? ''])];
}

function secretsOfHome(home: string): KnownSecret[] {
  using root = home === '' ? null : openIfThere(home);
  if (root === null) return [];
  const git = ['.gitconfig', '.config/git/config', '.git-credentials'];
  return [
    ...git.flatMap((path) => secretsOfGitConfig(root.readText(path, LARGEST_BYTES) ?? '')),
    ...secretsOfNpmrc(root.readText('.npmrc', LARGEST_BYTES) ?? ''),
    ...['.netrc', '_netrc'].flatMap((path) =>
      secretsOfNetrc(root.readText(path, LARGEST_BYTES) ?? ''),
    ),
  ];
}
