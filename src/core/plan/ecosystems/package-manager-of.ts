import type { PackageManager } from './node-project.ts';

const LOCKFILES: readonly (readonly [string, PackageManager])[] = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

/** The package manager whose lockfile is there; npm without one. */
export function packageManagerOf(files: ReadonlySet<string>): PackageManager {
  return LOCKFILES.find(([file]) => files.has(file))?.[1] ?? 'npm';
}
