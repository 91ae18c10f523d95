/** A symbol as it was asked for. */
export interface AskedName {
  /** End of the path of the file it must be in; null for any. */
  file: string | null;
  /** Its name with the names around it, outermost first; none means the module. */
  segments: readonly string[];
  /** What stood behind the file, as written: with the file, the key of a symbol. */
  path: string;
}

/** C++ operators are stored with a space behind the word. */
const OPERATOR = /\boperator\s*(?=[^\w\s])/;

/** What distinguishes the second definition with a path from the first. */
const NUMBER_OF_EQUALS = /~\d+$/;

/**
 * Separators of qualified names: `a.b`, `a::b`, `a->b`, `a\b` and `a#b`. A `#` that begins a name
 * belongs to it, as in `Class.#method`, and so does the arrow of `operator ->`.
 */
const SEPARATOR = /\.|::|(?<!\boperator )->|\\|(?<=[^.#])#/;

/**
 * Reads `name`, `Class.method`, `pkg.mod.fn`, `ns::fn`, `dir/file.py:fn`, `file.py#Class.method`,
 * with or without `()` behind it, and `dir/file.py` for the module. Null when there is no name in
 * it.
 */
export function parseAskedName(text: string): AskedName | null {
  const bare = text
    .trim()
    .replace(OPERATOR, 'operator ')
    .replace(/(?<!\boperator )\(.*\)$/s, '');
  const { file, rest } = splitFile(bare);
  const segments = rest
    .split(SEPARATOR)
    .map((segment) => segment.trim().replace(NUMBER_OF_EQUALS, ''))
    .filter((segment) => segment !== '');
  if (segments.length === 0 && file === null) return null;
  return { file, segments, path: rest };
}

/**
 * Names that a symbol may itself have to be meant, the longest first: some languages allow in a
 * name what separates names in others, `log::info` and `util.fmt` in Bash, `'user.added'` in
 * JavaScript, `operator->` in C++.
 */
export function namesMeant({ path, segments }: AskedName): string[] {
  const found: string[] = [];
  for (let rest = path; rest !== '';) {
    found.push(rest);
    const next = SEPARATOR.exec(rest);
    if (next === null) break;
    rest = rest.slice(next.index + next[0].length);
  }
  const last = segments.at(-1);
  if (last !== undefined && !found.includes(last)) found.push(last);
  return found;
}

/**
 * A part before `:` or `#` names a file when it looks like a path: it holds a slash or ends in an
 * extension.
 */
function splitFile(text: string): { file: string | null; rest: string } {
  if (/^[^#:]*\/[^#:]*\.\w+$/.test(text)) return { file: text.replace(/^\.\//, ''), rest: '' };
  const found = /^(.*?(?:\/[^:#]*|\.\w+))(?:#|:(?!:))(.*)$/s.exec(text);
  if (found === null || found[1] === undefined || found[2] === undefined)
    return { file: null, rest: text };
  return { file: found[1].replace(/^\.\//, ''), rest: found[2] };
}

/**
 * How well a symbol's names answer what was asked: `exact` is the whole name, `inner` names some of
 * what is around it.
 */
export type NameMatch = 'exact' | 'suffix' | 'inner' | 'none';

/**
 * Compares a symbol's module (`pkg.mod`) and path in it (`Class.method`) with asked segments.
 * `suffix`: the last names agree, in a row; `inner`: the last one agrees and the others stand
 * before it in order, as when a package hands on what a module of it defines.
 */
export function matchName(
  symbol: { module: string; path: string },
  segments: readonly string[],
): NameMatch {
  const own = qualifiedName(symbol)
    .split(SEPARATOR)
    .map((part) => part.replace(NUMBER_OF_EQUALS, ''));
  const offset = own.length - segments.length;
  if (offset >= 0 && segments.every((segment, at) => own[offset + at] === segment))
    return offset === 0 ? 'exact' : 'suffix';
  if (segments.at(-1) !== own.at(-1)) return 'none';
  let next = 0;
  for (const part of own) if (part === segments[next]) next += 1;
  return next === segments.length ? 'inner' : 'none';
}

/** `pkg.mod.Class.method`; the module's own name for the module. */
export function qualifiedName(symbol: { module: string; path: string }): string {
  if (symbol.path === '') return symbol.module;
  return symbol.module === '' ? symbol.path : `${symbol.module}.${symbol.path}`;
}

/** Whether a path is the asked one or ends with it, at a folder's boundary. */
export function endsWithPath(path: string, asked: string): boolean {
  return path === asked || path.endsWith(`/${asked}`);
}
