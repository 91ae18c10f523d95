/**
 * Whether a file of the work tree holds ignore rules. They count even where they ignore the file
 * itself.
 */
export function isRulesFile(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}
