/** Macros of Rust's library and of common crates whose arguments are expressions. */
const KNOWN = [
  'print',
  'println',
  'eprint',
  'eprintln',
  'format',
  'write',
  'writeln',
  'panic',
  'todo',
  'unreachable',
  'unimplemented',
  'assert',
  'assert_eq',
  'assert_ne',
  'debug_assert',
  'debug_assert_eq',
  'debug_assert_ne',
  'dbg',
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'bail',
  'ensure',
  'anyhow',
];

/** Macros whose arguments are no expressions. */
const CLOSED = new Set([
  'matches',
  'assert_matches',
  'quote',
  'parse_quote',
  'select',
  'json',
  'concat_idents',
]);

const KNOWN_CALL = new RegExp(`\\b(${KNOWN.join('|')})!(\\s*\\()`, 'g');
const ANY_CALL = /\b([A-Za-z_]\w*)!(\s*\()/g;
const LIST = /\bvec!(\s*\[)/g;

/**
 * Writes macro calls as calls of functions, and `vec![…]` as a list, so that the grammar reads
 * their arguments, which it otherwise takes for mere tokens. Every character keeps its place.
 * `known` opens only macros whose arguments are expressions for certain.
 */
export function openMacros(text: string, which: 'all' | 'known'): string {
  const lists = text.replaceAll(LIST, '   &$1');
  if (which === 'known') return lists.replaceAll(KNOWN_CALL, '$1_$2');
  return lists.replaceAll(ANY_CALL, (whole, name: string, open: string) =>
    CLOSED.has(name) ? whole : `${name}_${open}`,
  );
}
