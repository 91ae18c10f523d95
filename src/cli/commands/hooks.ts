import { fileURLToPath } from 'node:url';
import { AppError } from '#shared/errors.ts';
import { print, printJson, type Cli } from '../cli.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { gitHooksFolder } from '../engine/git-hooks-folder.ts';
import { hookBlock } from '../hooks/hook-block.ts';
import {
  HOOKS,
  hookState,
  installHook,
  removeHook,
  type HookName,
  type HookState,
} from '../hooks/hook-files.ts';
import { requireRepository } from './rag-index.ts';

export interface HooksOptions {
  all?: boolean;
}

/**
 * Installs the post-commit hook (with --all also those of checkout, merge and rewrite). Doing it
 * again changes nothing.
 */
export async function runHooksInstall(cli: Cli, { all }: HooksOptions): Promise<number> {
  const repo = requireRepository(cli);
  const { folder, isOwn } = await gitHooksFolder(repo);
  if (!isOwn) throw shared(repo, folder);
  const names: readonly HookName[] = all === true ? HOOKS : ['post-commit'];
  const usesOwnData = cli.data !== undefined || (cli.place.env['SLIPWAY_DATA'] ?? '') !== '';
  const block = hookBlock({
    node: process.execPath,
    entry: fileURLToPath(cli.place.entry),
    data: usesOwnData ? dataFolder(cli) : null,
  });
  for (const name of names) installHook(folder, name, block);
  return printHooks(cli, folder);
}

/** Takes every hook of ours away; hooks that were there before stay as they were. */
export async function runHooksRemove(cli: Cli): Promise<number> {
  const { folder } = await gitHooksFolder(requireRepository(cli));
  for (const name of HOOKS) removeHook(folder, name);
  return printHooks(cli, folder);
}

export async function runHooksStatus(cli: Cli): Promise<number> {
  const { folder } = await gitHooksFolder(requireRepository(cli));
  return printHooks(cli, folder);
}

function shared(repo: string, folder: string): AppError {
  return new AppError(
    'invalid_input',
    `git takes the hooks of ${repo} from ${folder}, which lies outside of it and may serve other repositories, too; nothing was written. Give this one its own folder (git config core.hooksPath .git/hooks), or call “vp rag refresh --quiet --if-running” in your hook yourself.`,
  );
}

const WORDS: Record<HookState, string> = {
  absent: 'not installed',
  other: 'not installed (there is another hook of this name)',
  installed: 'installed',
  chained: 'installed next to the hook that was there',
};

function printHooks(cli: Cli, folder: string): number {
  const hooks = HOOKS.map((name) => ({ name, state: hookState(folder, name) }));
  if (cli.json) {
    printJson(cli, { folder, hooks });
    return 0;
  }
  const { colors } = cli.terminal;
  const lines = hooks.map(({ name, state }) => {
    const isOurs = state === 'installed' || state === 'chained';
    return `${isOurs ? colors.green('✓') : colors.dim('–')} ${name.padEnd(14)} ${WORDS[state]}`;
  });
  print(cli, [colors.dim(`hooks in ${folder}`), ...lines]);
  return 0;
}
