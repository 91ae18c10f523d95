import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import { dataFolder } from './data-folder.ts';
import { hasEnded } from './end-process.ts';
import type { Engine } from './engine.ts';
import { findEngine } from './find-engine.ts';
import { parseListening } from './listening.ts';
import { spawnServe } from './spawn-serve.ts';

const START_LIMIT_MS = 30_000;
const POLL_MS = 50;

/**
 * Starts an engine that stays when `vp` ends. Its output goes to `engine.log` in the data folder,
 * because a pipe would break with this process.
 */
export async function startBackground(cli: Cli): Promise<{ engine: Engine; logFile: string }> {
  const store = dataFolder(cli);
  await mkdir(store, { recursive: true, mode: 0o700 });
  const logFile = join(store, 'engine.log');
  await using log = await open(logFile, 'w', 0o600);
  const child = spawnServe(cli.place, ['--json', '--data', store], {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  child.unref();
  const limit = performance.now() + START_LIMIT_MS;
  for (;;) {
    // Read before looking: an engine that finds another one serving the folder names that one and
    // ends.
    const isOver = hasEnded(child) || performance.now() > limit;
    const engine = (await isListening(logFile)) ? await findEngine(cli) : null;
    if (engine !== null) return { engine, logFile };
    if (isOver) break;
    await delay(POLL_MS);
  }
  if (!hasEnded(child)) child.kill('SIGTERM');
  throw new AppError(
    'unreachable',
    `The engine did not start; ${logFile} has its last output, and \`vp doctor\` checks what it needs.`,
  );
}

async function isListening(logFile: string): Promise<boolean> {
  const text = await readFile(logFile, 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .some((line) => parseListening(line) !== null);
}
