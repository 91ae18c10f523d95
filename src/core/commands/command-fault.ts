/** Why no program can be started with these words; null: one can. */
export function commandFault(argv: readonly string[]): string | null {
  const [program = ''] = argv;
  if (program === '') return 'The command is empty; give the program and its arguments as a list.';
  if (program.startsWith('-')) return `“${program}” is an option where a program is expected.`;
  return argv.some((word) => word.includes('\0'))
    ? 'The command holds a NUL character; remove it.'
    : null;
}
