import type { PackageManager } from './node-project.ts';

/** The words after the manager's own that run a script of package.json, with arguments for it. */
export function scriptWords(
  manager: PackageManager,
  name: string,
  args: readonly string[] = [],
): string[] {
  // `bun test` is bun's own runner, not the script.
  const words = name === 'test' && manager !== 'bun' ? ['test'] : ['run', name];
  if (args.length === 0) return words;
  // Only npm needs `--` before arguments meant for the script.
  return manager === 'npm' ? [...words, '--', ...args] : [...words, ...args];
}
