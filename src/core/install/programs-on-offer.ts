import type { InstallFacts } from '#shared/messages/install.ts';
import { readPackageJson } from '../plan/ecosystems/read-package-json.ts';
import { findInstalls } from './find-installs.ts';

/**
 * Programs that an installation on offer would bring, as far as packages have their names: a plan
 * counts on them, and a run asks. Rule INSTALL-6.
 */
export function programsOnOffer(
  facts: InstallFacts,
  contents: Readonly<Record<string, string>>,
): Set<string> {
  const names = findInstalls(facts).flatMap(({ folder }) =>
    folder === 'node_modules' ? packagesIn(facts.packageJson ?? '') : requirementsIn(contents),
  );
  return new Set(names);
}

function packagesIn(text: string): string[] {
  const names = [...(readPackageJson(text)?.dependencies ?? [])];
  return names.includes('typescript') ? [...names, 'tsc'] : names;
}

function requirementsIn(contents: Readonly<Record<string, string>>): string[] {
  const files = Object.keys(contents).filter((file) =>
    /^[\w-]*requirements[\w-]*\.txt$/.test(file),
  );
  const lines = files.flatMap((file) => (contents[file] ?? '').split('\n'));
  return lines.flatMap((line) => /^\s*([A-Za-z][\w.-]*)/.exec(line)?.[1]?.toLowerCase() ?? []);
}
