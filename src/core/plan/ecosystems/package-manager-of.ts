import type { PackageManager } from './node-project.ts';
import type { PackageJson } from './read-package-json.ts';

const LOCKFILES: readonly (readonly [string, PackageManager])[] = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

const NAMED = /^(npm|pnpm|yarn|bun)@/;

/** The package manager that package.json names, else the one whose lockfile is there, else npm. */
export function packageManagerOf(
  pkg: Pick<PackageJson, 'packageManager'>,
  files: ReadonlySet<string>,
): PackageManager {
  const named = NAMED.exec(pkg.packageManager)?.[1] as PackageManager | undefined;
  return named ?? LOCKFILES.find(([file]) => files.has(file))?.[1] ?? 'npm';
}
