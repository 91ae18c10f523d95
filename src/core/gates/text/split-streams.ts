/** What tools that run the tests of several packages at once put before each line. */
const PREFIX =
  /^(?:[@\w./-]{1,100}:test[\w:-]{0,60}: |[@\w./-]{1,100} test[\w:-]{0,60}: |\[[@\w./-]{1,100}\]: )/;

/** concurrently says of every command how it ended, after the name that stands before its lines. */
const ENDED = /^(\[[\w:.@/-]{1,100}\] ).{1,1000} exited with code \S+$/;

/**
 * The lines of each package by themselves, where turbo, pnpm, lerna, yarn or concurrently wrote
 * them among one another; first those that are of no package.
 */
export function splitStreams(lines: readonly string[]): string[][] {
  const ended = new Set(lines.map((line) => ENDED.exec(line)?.[1]));
  const streams = new Map<string, string[]>([['', []]]);
  for (const line of lines) {
    const named = /^\[[^\s\]]{1,100}\] /.exec(line)?.[0] ?? '';
    const prefix = ended.has(named) ? named : (PREFIX.exec(line)?.[0] ?? '');
    const stream = streams.get(prefix);
    const own = line.slice(prefix.length);
    if (stream === undefined) streams.set(prefix, [own]);
    else stream.push(own);
  }
  return [...streams.values()];
}
