const WITH_VALUE = new Set([
  '--data',
  '--repo',
  '--pas-port',
  '--plms-port',
  '--rag-port',
  '--rpc-port',
  '--hmi-port',
  '--time-scale',
  '--seed',
  '--failing-share',
]);
const FLAGS = new Set(['--synthetic']);

/**
 * The engine's own flags among a desktop program's arguments, which also hold Chromium's and links.
 */
export function engineArguments(argv: readonly string[]): string[] {
  const found: string[] = [];
  for (const [at, argument] of argv.entries()) {
    const [name = ''] = argument.split('=', 1);
    const next = argv[at + 1];
    if (FLAGS.has(argument) || (WITH_VALUE.has(name) && name !== argument)) found.push(argument);
    else if (WITH_VALUE.has(argument) && next !== undefined) found.push(argument, next);
  }
  return found;
}
