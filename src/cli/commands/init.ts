import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { countOf } from '#shared/present/format-count.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';

const MOST_NAMED = 10;

/** Makes the first commit of the working folder, and the repository where there is none. */
export async function runInit(cli: Cli): Promise<number> {
  const path = resolve(cli.place.cwd, cli.repo ?? '.');
  return withAnyEngine(cli, async (engine) => {
    const { plms } = engine.client;
    const made = await plms.initRepository({ path }, { idempotencyKey: randomUUID() });
    if (cli.json) {
      printJson(cli, made);
      return 0;
    }
    const { colors } = cli.terminal;
    const { branch, commit, files, left_out, note, ...repository } = cleanDeep(made);
    const what = repository.made_repository ? 'is a git repository now' : 'has its first commit';
    const more = left_out.length - MOST_NAMED;
    print(cli, [
      `${colors.green('✓')} ${repository.path} ${what}: ${countOf(files, 'file')} on ${branch}, commit ${commit.slice(0, 10)}`,
      ...left_out.slice(0, MOST_NAMED).map((one) => `  left out: ${one.path} ${one.why}`),
      ...(more > 0 ? [`  and ${more} more left out`] : []),
      `  ${note}`,
      '',
      'Next: `vp new --name NAME`.',
    ]);
    return 0;
  });
}
