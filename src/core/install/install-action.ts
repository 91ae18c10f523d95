import type { Install } from '#shared/messages/install.ts';
import { actionIn } from '../rules/action-in.ts';

/** What rules and approvals know by it that dependencies are installed for a repository. */
export function installAction(repo: string, install: Install): string {
  const { commands, from, registries } = install;
  return actionIn(repo, `install ${JSON.stringify([commands, from, registries])}`);
}
