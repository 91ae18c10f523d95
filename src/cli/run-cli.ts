import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import type { Cli, Place, Streams } from './cli.ts';
import type { Declaring } from './declare/declaring.ts';
import { createProgram } from './program.ts';
import { describeError } from './describe-error.ts';
import { describeTerminal } from './terminal/terminal.ts';

/** The world a call of `vp` sees; tests give their own. */
export type World = Place & Streams;

/**
 * Runs one command line (without program name) and resolves with the exit code; never rejects for a
 * known error.
 */
export async function runCli(argv: readonly string[], world: World): Promise<number> {
  const json = argv.includes('--json');
  const state: { exitCode: number } = { exitCode: 0 };
  const program = createProgram(declare(world, json, state));
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
    return state.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const isTold = error instanceof CommanderError && !json;
    const { exitCode, text } = describeError(error, {
      json,
      debug: world.env['SLIPWAY_DEBUG'] === '1',
    });
    if (!isTold) world.stderr.write(text);
    return exitCode;
  }
}

function declare(world: World, json: boolean, state: { exitCode: number }): Declaring {
  return {
    version: readVersion(world.entry),
    output: {
      writeOut: (text) => void world.stdout.write(text),
      // Under --json the problem document is all that standard error gets.
      writeErr: (text) => void (json || world.stderr.write(text)),
      getOutHelpWidth: () => Math.min(world.stdout.columns ?? 100, 120),
      outputError: (text, write) => write(text.replace(/^error: /, 'vp: ')),
    },
    act:
      (run) =>
      async (...args) => {
        const command = args.at(-1) as Command;
        state.exitCode = await run(contextOf(world, command), command, args.slice(0, -2));
      },
  };
}

function contextOf(world: World, command: Command): Cli {
  const { json, project, repo, data } = command.optsWithGlobals<Partial<Cli>>();
  const { env, cwd, home, entry, stdin, stdout, stderr } = world;
  return {
    place: { env, cwd, home, entry },
    streams: { stdin, stdout, stderr },
    terminal: describeTerminal(stdout, env),
    json: json === true,
    project,
    repo,
    data,
  };
}

/** package.json lies two folders above the bundle and above the sources alike. */
function readVersion(entry: URL): string {
  const text = readFileSync(new URL('../../package.json', entry), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
