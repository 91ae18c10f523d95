import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { countsForTrust, includesFile } from '#core/trust/counts-for-trust.ts';
import { fingerprintText, settingText } from '#core/trust/fingerprint-text.ts';
import { AppError } from '#shared/errors.ts';
import type { RootTrust } from '#shared/messages/host.ts';
import type { GitSetting } from '#shared/trust.ts';
import { pathFrom } from '../../files/git-folders.ts';
import { readSettingsFile } from '../../files/read-settings-file.ts';
import { isRefusal } from '../../files/refusal.ts';
import { findRepository } from './find-repository.ts';
import { parseSettings } from './parse-settings.ts';
import { NO_REPOSITORY, runGit } from './run-git.ts';

const FILE_BYTES = 1_048_576;
const MOST_FILES = 100;
const MOST_SETTINGS = 500;
const MOST_CHARACTERS = 65_536;
/** What is said of a file itself stands under a name that no key of git's can have. */
const INCLUDED = 'included file';
const BYTES = 'bytes that are no text';

/**
 * What trust in a repository rests on: the settings that name a program or a file, of its own files
 * and of all that these include. Nothing is run, and no file is opened by git. AppError when they
 * cannot be read.
 */
export async function readTrust(repo: string): Promise<RootTrust> {
  const { toplevel, gitDir, commonDir } = await findRepository(repo);
  const reading = new Reading(toplevel);
  const own = await reading.readOwn('config', join(commonDir, 'config'));
  if (own.some(mayTurnWorktreeConfigOn)) {
    await reading.readOwn('config.worktree', join(gitDir, 'config.worktree'));
  }
  const settings = reading.counted();
  return {
    root: toplevel,
    fingerprint: digestOf(fingerprintText(settings)),
    settings: settings.map((setting) => ({
      name: setting.key,
      value: setting.value,
      file: setting.file,
      digest: digestOf(settingText(setting)).slice(0, 32),
    })),
  };
}

/** Git takes every number but zero for yes, in all the ways there are to write one. */
function mayTurnWorktreeConfigOn({ key, value }: GitSetting): boolean {
  return key === 'extensions.worktreeconfig' && !/^(?:false|no|off|0)$/i.test(value);
}

/** The settings of one repository, file by file. */
class Reading {
  readonly #root: string;
  readonly #files = new Set<string>();
  readonly #settings: GitSetting[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Those that count, each once, in a fixed order. Throws when they are too many to show. */
  counted(): GitSetting[] {
    const byText = new Map(this.#settings.map((setting) => [settingText(setting), setting]));
    const characters = [...byText.keys()].reduce((sum, text) => sum + text.length, 0);
    if (byText.size > MOST_SETTINGS || characters > MOST_CHARACTERS)
      throw this.#tooMuch('The settings that name programs or files', 'look through');
    return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, setting]) => setting);
  }

  /** One of the repository's own two files; not being there, it has no settings. */
  async readOwn(file: string, path: string): Promise<GitSetting[]> {
    const content = readSettingsFile(path, FILE_BYTES);
    if (isRefusal(content)) {
      if (content.refused === 'missing') return [];
      throw new AppError(
        'not_a_repository',
        `“${path}” is not a file of settings that git can read: ${content.sentence}`,
      );
    }
    const listed = await this.#list(content.bytes, { file, path });
    if (typeof listed === 'string') {
      throw new AppError(
        'not_a_repository',
        `Git cannot read the settings in “${path}”: ${listed.replace(/\.?$/, '.')}`,
      );
    }
    await this.#take(listed, path);
    return listed;
  }

  async #include(path: string): Promise<void> {
    if (this.#files.has(path)) return;
    this.#files.add(path);
    if (this.#files.size > MOST_FILES) throw this.#tooMuch('The files that are included', 'read');
    const content = readSettingsFile(path, FILE_BYTES);
    if (isRefusal(content)) {
      this.#settings.push({ key: INCLUDED, value: `not read (${content.refused})`, file: path });
      return;
    }
    const listed = await this.#list(content.bytes, { file: path, path });
    const isRead = typeof listed !== 'string';
    const value = isRead ? 'there' : 'not read (no settings of git’s)';
    this.#settings.push({ key: INCLUDED, value, file: path });
    if (isRead) await this.#take(listed, path);
  }

  async #take(listed: readonly GitSetting[], path: string): Promise<void> {
    for (const setting of listed.filter(countsForTrust)) {
      this.#settings.push(setting);
      if (includesFile(setting)) await this.#include(await includedPath(setting.value, path));
    }
  }

  /** All keys of a file, as git understands them; what it says when it does not. */
  async #list(
    bytes: Uint8Array,
    { file, path }: { file: string; path: string },
  ): Promise<GitSetting[] | string> {
    const { entries, error, isTooLong } = await parseSettings(bytes);
    if (isTooLong) throw this.#tooMuch(`The settings in “${path}”`, 'read');
    if (error !== null) return error;
    if (!isText(bytes)) this.#settings.push({ key: BYTES, value: digestOf(bytes), file });
    return entries.map((entry) => ({ ...entry, file }));
  }

  #tooMuch(what: string, verb: string): AppError {
    return new AppError(
      'invalid_input',
      `${what} of “${this.#root}” are more than Slipway will ${verb}, so nothing of the repository is run. Shorten its git settings.`,
    );
  }
}

/**
 * The file that git takes: from a home or its own prefix, or from the folder of the file that names
 * it. Without a link in its folders, so that a file has one name.
 */
async function includedPath(value: string, from: string): Promise<string> {
  const named = value.startsWith('~/')
    ? `${process.env['HOME'] ?? homedir()}${value.slice(1)}`
    : await expanded(value);
  const path = pathFrom(dirname(from), named);
  try {
    return join(realpathSync.native(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

/** Git alone knows the homes of others and its own prefix. */
async function expanded(value: string): Promise<string> {
  if (!/^(?:~|%\(prefix\)\/)/.test(value)) return value;
  const quoted = value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n');
  const { exitCode, stdout } = await runGit({
    view: NO_REPOSITORY,
    args: ['config', '--file', '-', '--type=path', '-z', '--get', 'include.path'],
    input: `[include]\npath = "${quoted}"\n`,
  });
  return exitCode === 0 ? stdout.replace(/\0$/, '') : value;
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
