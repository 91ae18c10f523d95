import { isAbsolute, relative } from 'node:path';

/** Whether `path` is `folder` or below it, by name only: links are not followed. */
export function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  const climbs = inside === '..' || inside.startsWith('../');
  return !climbs && !isAbsolute(inside);
}
