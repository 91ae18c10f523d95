import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runGit, type GitSeat } from './run-git.ts';

/**
 * The file with the user's own ignore rules, which need not exist. It is `core.excludesFile` of the
 * user's own settings, else git's default. The repository's settings are not asked: they shall not
 * name files outside of it.
 */
export async function findUserExcludes(view: GitSeat): Promise<string> {
  const home = process.env['HOME'] ?? homedir();
  const folder = join(process.env['XDG_CONFIG_HOME'] || join(home, '.config'), 'git');
  // As for git, the later file wins.
  for (const file of [join(home, '.gitconfig'), join(folder, 'config')]) {
    const said = existsSync(file) ? await readSetting({ view, home, file }) : null;
    if (said !== null) return said;
  }
  return join(folder, 'ignore');
}

/**
 * Null when the file does not set it, or cannot be read. Conditions of includes look at the
 * repository's place.
 */
async function readSetting(from: {
  view: GitSeat;
  home: string;
  file: string;
}): Promise<string | null> {
  const what = ['--includes', '--null', '--type=path', '--get', 'core.excludesFile'];
  const reply = await runGit({
    view: from.view,
    args: ['config', '--file', from.file, ...what],
    env: { HOME: from.home },
  });
  return reply.exitCode === 0 ? reply.stdout.replace(/\0$/, '') : null;
}
