import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.ts';

// Compiled code of the modules that commands load, kept beside the state and not in a folder others
// can write to.
enableCompileCache(join(homedir(), '.vp', 'compile-cache'));

// `vp logs | head`: the reader has gone, so there is nobody to write to.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  entry: new URL(import.meta.url),
});
process.exitCode = exitCode;
