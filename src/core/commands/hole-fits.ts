/** What a hole of a template takes. A report's path is matched before, since it has one value. */
export const HOLES = ['file', 'test', 'package', 'python', 'name', 'number'] as const;
export type Hole = (typeof HOLES)[number];

const PYTHON = /^(?:\.?venv\/bin\/)?python(?:3(?:\.\d{1,2})?)?$/;
const TEST_ID = /^[\w.,:=+ [\]-]+$/;

/** Whether a word may stand in a hole; `files` are those of the tree. */
export function holeFits(hole: Hole, word: string, files: ReadonlySet<string>): boolean {
  switch (hole) {
    case 'file':
      return isInTree(word, files);
    case 'test': {
      const [file = '', ...id] = word.split('::');
      return isInTree(file, files) && (id.length === 0 || TEST_ID.test(id.join('::')));
    }
    case 'package': {
      if (!word.startsWith('./')) return false;
      const folder = word.replace(/\/\.\.\.$/, '');
      return folder === '.' || isInTree(folder, files);
    }
    case 'python':
      return PYTHON.test(word);
    case 'name':
      return /^[A-Za-z_]\w{0,99}(?:::\w{1,99}){0,9}$/.test(word);
    case 'number':
      return /^\d{1,5}$/.test(word);
  }
}

/**
 * A file or folder of the tree by its relative path. It begins with no sign that makes an option, a
 * list of arguments or a home folder of it, and holds none that makes an address.
 */
function isInTree(word: string, files: ReadonlySet<string>): boolean {
  if (/^[-@~+/!]|[:\\\p{Cc}]/u.test(word)) return false;
  const path = word.replace(/^\.\//, '').replace(/\/$/, '');
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    return false;
  }
  if (/^[-@~+!]/.test(path)) return false;
  if (files.has(path)) return true;
  const folder = `${path}/`;
  for (const file of files) if (file.startsWith(folder)) return true;
  return false;
}
