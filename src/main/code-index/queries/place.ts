import { AppError } from '#shared/errors.ts';
import type { Place } from '../../db/code-index/read-symbols.ts';

/** Short names people give languages. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['py', 'python'],
  ['ts', 'typescript'],
  ['js', 'javascript'],
  ['rs', 'rust'],
  ['rb', 'ruby'],
  ['sh', 'bash'],
  ['shell', 'bash'],
  ['c++', 'cpp'],
  ['c#', 'csharp'],
  ['cs', 'csharp'],
]);

/**
 * The language and folder results are limited to. Throws `invalid_input` for a path outside the
 * repository.
 */
export function readPlace(
  root: string,
  input: { lang?: string | undefined; path?: string | undefined },
): Place {
  const lang = (input.lang ?? '').trim().toLowerCase();
  return {
    lang: lang === '' ? null : (SHORT.get(lang) ?? lang),
    path: readPath(root, input.path ?? ''),
  };
}

function readPath(root: string, text: string): string | null {
  const forward = text.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
  const below = `${forward}/`.startsWith(`${root}/`) ? forward.slice(root.length + 1) : forward;
  const path = below.replace(/\/+$/, '');
  if (path === '' || path === '.')
    return forward.startsWith('/') && below === forward ? refuse(root, text) : null;
  if (path.startsWith('/') || path.split('/').includes('..')) return refuse(root, text);
  return path;
}

function refuse(root: string, text: string): never {
  throw new AppError(
    'invalid_input',
    `path=${text} is not below the repository ${root}. Send a path relative to it, such as src/app.`,
    { errors: [{ path: 'path', message: 'must be below the repository' }] },
  );
}
