/**
 * Commands, one a line; their words are separated by blanks, `␣` is a blank within a word. `$MARK`
 * stands for a program that shows that it ran, `$OUT` for a folder outside of the command's.
 */
export function commandsOf(lines: string): string[][] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/ +/).map((word) => word.replaceAll('␣', ' ')));
}

/** A program with each option as one word and as two, followed by further words. */
export function spellings(program: string, options: readonly string[], rest: string): string[][] {
  return options.flatMap((option) => {
    const at = option.indexOf('=');
    const [name, value] = [option.slice(0, at), option.slice(at + 1)];
    return commandsOf(`${program} ${name} ${value} ${rest}\n${program} ${option} ${rest}`);
  });
}
