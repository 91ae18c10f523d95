/** A package script that is one plain command. */
export interface PlainScript {
  argv: string[];
  /** It sets environment variables first, so it must be started through its package manager. */
  setsEnvironment: boolean;
}

const SHELL_SYNTAX = /[|&;<>()$`\\\n\r!{}]/;
const WORD = /"([^"]*)"|'([^']*)'|[^\s"']+/g;

/**
 * Splits a script into argv; null when it needs a shell (several commands, pipes, variables) or is
 * empty.
 */
export function splitScript(script: string): PlainScript | null {
  if (SHELL_SYNTAX.test(script.replaceAll(/'[^']*'|"[^"$`\\]*"/g, ''))) return null;
  // Quotes glued to other characters mean something only to a shell.
  if (
    /[^\s"'=]["']|["'][^\s"']/.test(script.replaceAll(/(^|\s)(?:"[^"]*"|'[^']*')(?=\s|$)/g, '$1'))
  ) {
    return null;
  }
  const words = [...script.matchAll(WORD)].map(
    ([whole, double, single]) => double ?? single ?? whole,
  );
  let start = 0;
  if (words[0] === 'cross-env') start = 1;
  while (/^[A-Za-z_]\w*=/.test(words[start] ?? '')) start += 1;
  const isNpx = words[start] === 'npx' && !(words[start + 1] ?? '-').startsWith('-');
  const argv = words.slice(isNpx ? start + 1 : start);
  return argv.length === 0 ? null : { argv, setsEnvironment: start > 0 };
}
