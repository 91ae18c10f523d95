/** A test command for some files only. npm passes arguments to a script only after `--`. */
export function withFiles(argv: readonly string[], files: readonly string[]): string[] {
  const viaScript = ['npm', 'pnpm', 'yarn', 'bun'].includes(argv[0] ?? '') && !argv.includes('--');
  return viaScript ? [...argv, '--', ...files] : [...argv, ...files];
}
