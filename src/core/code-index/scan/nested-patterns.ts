/**
 * The patterns of a .gitignore in a folder, rewritten to hold from the repository's root, so that
 * all of them can stand in one list in git's order: the outer files first, the last match decides.
 */
export function nestedPatterns(content: string, folder: string): string[] {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (folder === '') return lines;
  const prefix = `/${escapeGlob(folder)}`;
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => nest(line, prefix));
}

function nest(line: string, prefix: string): string {
  const mark = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(mark.length);
  const body = pattern.startsWith('/') ? pattern.slice(1) : pattern;
  // A slash before the end ties a pattern to its folder; without one it holds at any depth below.
  const isAnchored = pattern.trimEnd().replace(/\/$/, '').includes('/');
  return `${mark}${prefix}/${isAnchored ? '' : '**/'}${body}`;
}

function escapeGlob(folder: string): string {
  return folder.replaceAll(/[\\*?[\]!# ]/g, String.raw`\$&`);
}
