import { execa } from 'execa';
import { AppError } from '#shared/errors.ts';
import { findSystemProgram } from '../find-system-program.ts';
import { findPipe } from './find-pipe.ts';

/** Where a call works, and the variables that tell git which repository it is about. */
export interface GitSeat {
  /** Absolute. */
  cwd: string;
  env: Readonly<Record<string, string>> & { readonly GIT_DIR: string };
}

/** For calls that are about no repository, whatever folder they run in. */
export const NO_REPOSITORY: GitSeat = { cwd: '/', env: { GIT_DIR: '/nonexistent' } };

export interface GitCall {
  view: GitSeat;
  /** Subcommand and its arguments, from a fixed template. */
  args: readonly string[];
  /** Added to the empty environment (GIT_INDEX_FILE and the like). */
  env?: Readonly<Record<string, string>>;
  input?: string | Uint8Array;
  /** Output is cut there and the call ends; default 64 MB. */
  maxBytes?: number;
  /** Further -c settings, `name=value`. */
  config?: readonly string[];
}

export interface GitReply {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Output was longer than maxBytes. */
  truncated: boolean;
}

const TIMEOUT_MS = 120_000;
const TIMEOUT_SENTENCE = 'it did not end within two minutes.';
/** A call that takes longer may wait for something that will not come. */
const SLOW_MS = 2_000;
const MAX_BYTES = 64 * 1_048_576;

/** Settings that win over any file: a second hold beside the generated ones of a view. */
const HARDENING = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.sshCommand=false',
  'core.editor=false',
  'core.pager=cat',
  'core.attributesFile=/dev/null',
  'safe.bareRepository=explicit',
  'protocol.ext.allow=never',
  'credential.helper=',
  'commit.gpgSign=false',
  'tag.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'diff.ignoreSubmodules=dirty',
  'core.untrackedCache=false',
] as const;

/**
 * The program, its whole argv and the environment built from nothing that every call of git has.
 */
export function gitCommand(call: GitCall): {
  program: string;
  args: string[];
  env: Record<string, string>;
} {
  const program = findSystemProgram('git');
  if (program === null)
    throw new AppError('internal', 'git is not installed; install it and try again.');
  const settings = [...HARDENING, ...(call.config ?? [])].flatMap((each) => ['-c', each]);
  const env = { ...environmentFor(call.view.cwd), ...call.view.env, ...call.env };
  return { program, args: ['--no-pager', ...settings, ...call.args], env };
}

/**
 * Runs git with a fixed template in an environment built from nothing; resolves for every exit
 * code.
 */
export async function runGit(call: GitCall): Promise<GitReply> {
  const { program, args, env } = gitCommand(call);
  const child = execa(program, args, {
    cwd: call.view.cwd,
    env,
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    timeout: TIMEOUT_MS,
    maxBuffer: call.maxBytes ?? MAX_BYTES,
    ...(call.input === undefined ? { stdin: 'ignore' as const } : { input: call.input }),
  });
  let obstacle: string | null = null;
  const search = new AbortController();
  const look = async (): Promise<void> => {
    const pipe = await findPipe(call.view.cwd, search.signal);
    if (pipe === null) return;
    obstacle = `“${pipe}” is a pipe, for which git would wait. Remove it.`;
    child.kill('SIGKILL');
  };
  const slow = call.view === NO_REPOSITORY ? undefined : setTimeout(() => void look(), SLOW_MS);
  const result = await child;
  clearTimeout(slow);
  search.abort();
  return {
    exitCode: result.exitCode ?? (result.isMaxBuffer ? 0 : 1),
    stdout: result.stdout,
    stderr: obstacle ?? (result.timedOut ? TIMEOUT_SENTENCE : result.stderr),
    truncated: result.isMaxBuffer,
  };
}

/** Runs git and gives its standard output; throws AppError with git's own words when it fails. */
export async function readGit(call: GitCall): Promise<string> {
  const reply = await runGit(call);
  if (reply.exitCode === 0) return reply.stdout;
  const said = reply.stderr.trim().split('\n').slice(-2).join(' ');
  throw new AppError('invalid_input', `git ${call.args[0] ?? ''} failed: ${said || 'no message'}`);
}

/** The repository is named by GIT_DIR, so git looks for none and asks nobody whether it is safe. */
function environmentFor(cwd: string): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: '/nonexistent',
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    GIT_ALLOW_PROTOCOL: 'none',
    PWD: cwd,
  };
}
