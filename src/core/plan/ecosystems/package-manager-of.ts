import type { PackageManager } from './node-project.ts';
import type { PackageJson } from './read-package-json.ts';

/** In order: where two are there, npm's is the one that is left over from before. */
const LOCKFILES: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['.yarnrc.yml', 'yarn'],
  ['bunfig.toml', 'bun'],
];

const NAMED = /^(npm|pnpm|yarn|bun)(?:@|$)/;

/** The package manager that package.json names, else the one whose lockfile is there, else npm. */
export function packageManagerOf(
  pkg: Pick<PackageJson, 'packageManager'>,
  files: ReadonlySet<string>,
): PackageManager {
  const named = NAMED.exec(pkg.packageManager)?.[1] as PackageManager | undefined;
  return named ?? LOCKFILES.find(([file]) => files.has(file))?.[1] ?? 'npm';
}
