const NAMES: ReadonlySet<string> = new Set([
  'package.json',
  'jsconfig.json',
  'go.mod',
  'go.work',
  'Cargo.toml',
  'composer.json',
  'pyproject.toml',
  'setup.cfg',
  'pnpm-workspace.yaml',
  'deno.json',
]);

/** Whether a file's text decides how imports are resolved. */
export function isConfigurationFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return NAMES.has(name) || /^tsconfig(?:\..+)?\.json$/.test(name);
}
