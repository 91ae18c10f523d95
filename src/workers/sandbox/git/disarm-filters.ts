import { runGit } from './run-git.ts';

/**
 * Environment that switches off every clean, smudge and process filter a repository configures, for
 * the calls that would run them (add, checkout, status). Content is then taken as it stands in the
 * work tree: with Git LFS that means the real file when adding and the pointer when checking out.
 */
export async function disarmFilters(cwd: string): Promise<Record<string, string>> {
  const reply = await runGit({
    cwd,
    args: ['config', '--list', '--includes', '-z', '--name-only'],
  });
  const names = new Set<string>();
  for (const key of reply.stdout.split('\0')) {
    const name = /^filter\.([\s\S]*)\.[^.]+$/.exec(key)?.[1];
    if (name !== undefined) names.add(name);
  }
  const pairs = [...names].flatMap((name) => [
    [`filter.${name}.clean`, ''],
    [`filter.${name}.smudge`, ''],
    [`filter.${name}.process`, ''],
    [`filter.${name}.required`, 'false'],
  ]);
  return configEnvironment([['safe.directory', '*'], ...pairs]);
}

function configEnvironment(pairs: readonly string[][]): Record<string, string> {
  const entries = pairs.flatMap(([key = '', value = ''], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { ...Object.fromEntries(entries), GIT_CONFIG_COUNT: String(pairs.length) };
}
