/** What tools that run the tests of several packages at once put before each line. */
const PREFIX =
  /^(?:[@\w./-]{1,100}:test[\w:-]{0,60}: |[@\w./-]{1,100} test[\w:-]{0,60}: |\[[@\w./-]{1,100}\]: )/;

/**
 * The lines of each package by themselves, where turbo, pnpm, lerna or yarn wrote them among one
 * another; first those that are of no package.
 */
export function splitStreams(lines: readonly string[]): string[][] {
  const streams = new Map<string, string[]>([['', []]]);
  for (const line of lines) {
    const prefix = PREFIX.exec(line)?.[0] ?? '';
    const stream = streams.get(prefix);
    const own = line.slice(prefix.length);
    if (stream === undefined) streams.set(prefix, [own]);
    else stream.push(own);
  }
  return [...streams.values()];
}
