import { stat } from 'node:fs/promises';
import { AppError } from '#shared/errors.ts';
import { NO_REPOSITORY, runGit } from './run-git.ts';

const CONFIG_BYTES = 1_048_576;

/** Lower-case keys of a file of settings and their last values; a key without a value is true. */
export async function readKeys(file: string): Promise<Map<string, string>> {
  const facts = await stat(file).catch(() => null);
  if (facts === null) return new Map();
  if (!facts.isFile() || facts.size > CONFIG_BYTES)
    throw new AppError(
      'not_a_repository',
      `“${file}” is not a file of settings that git can read.`,
    );
  const args = ['config', '--file', file, '--no-includes', '--list', '-z'];
  const reply = await runGit({ view: NO_REPOSITORY, args });
  if (reply.exitCode !== 0) {
    throw new AppError(
      'not_a_repository',
      `Git cannot read the settings in “${file}”: ${reply.stderr.trim().replace(/\.?$/, '.')}`,
    );
  }
  return new Map(
    reply.stdout
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => {
        const end = entry.indexOf('\n');
        return end === -1 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)];
      }),
  );
}

export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|yes|on|1|)$/i.test(value);
}
