/**
 * Whether a lane lists a program: by its base name, with or without a version (`python3.12` is
 * `python3` is `python`).
 */
export function laneHasTool(program: string, allowedTools: readonly string[]): boolean {
  const name = baseName(program);
  const minor = name.replace(/\.[\d.]+$/, '');
  return [name, minor, minor.replace(/-?\d+$/, '')].some((each) => allowedTools.includes(each));
}

/** The last part of a program's path. */
export function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}
