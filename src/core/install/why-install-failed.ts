import type { Install } from '#shared/messages/install.ts';
import { installCommand } from './install-text.ts';

/** Lines that name the reason, wherever they stand. */
const REASON =
  /only install packages when your package\.json|ERR_PNPM_OUTDATED_LOCKFILE|lockfile needs to be updated|No matching distribution|network request to|ECONNREFUSED|ENOTFOUND|E40\d/;
/** Lines that say where more stands. */
const ELSEWHERE = /complete log of this run|debug-0\.log|npm help|^\[notice\]|visit .*yarnpkg/i;

/** Rule INSTALL-5. */
export function whyInstallFailed(install: Install, output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^(?:npm (?:error|ERR!)|error|ERROR:?)\s*/, '').trim())
    .filter((line) => line !== '' && !ELSEWHERE.test(line));
  const said = lines.findLast((line) => REASON.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  const from = install.registries.join(' and ');
  return `The dependencies could not be installed with \`${installCommand(install)}\` from ${from}: ${said.replace(/\.$/, '')}.`;
}
