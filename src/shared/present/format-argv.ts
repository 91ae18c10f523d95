/** An argv as a person would type it: arguments with blanks or quotes are quoted. */
export function formatArgv(argv: readonly string[]): string {
  return argv.map(quote).join(' ');
}

/**
 * The same for a person who has to decide about it: on one line, and what cannot be seen, or would
 * reorder what can, is written out as in `$'\u202e'`.
 */
export function formatArgvWhole(argv: readonly string[]): string {
  return argv.map((word) => (UNSEEN.test(word) ? spellOut(word) : quote(word))).join(' ');
}

// Control, format, unassigned and private characters, lone surrogates, line separators, and every
// blank but the plain one.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const EACH_UNSEEN = new RegExp(String.raw`[\\']|${UNSEEN.source}`, 'gu');

function spellOut(argument: string): string {
  const text = argument.replaceAll(EACH_UNSEEN, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return `$'${text}'`;
}

function quote(argument: string): string {
  if (/^[\w@%+=:,./{}-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
