/** An argv as a person would type it: arguments with blanks or quotes are quoted. */
export function formatArgv(argv: readonly string[]): string {
  return argv.map(quote).join(' ');
}

function quote(argument: string): string {
  if (/^[\w@%+=:,./{}-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
