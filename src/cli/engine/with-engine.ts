import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import { rememberAddresses } from '../state/current-project.ts';
import type { Engine } from './engine.ts';
import { findEngine } from './find-engine.ts';
import { startShortLived, type EnginePurpose } from './start-short-lived.ts';

/**
 * Uses the running engine, or starts one on the same data folder for the time of the command. One
 * that is only to answer (`reading`) dispatches nothing: an interrupted run would otherwise begin
 * and be cut off with every `vp status`.
 */
export async function withAnyEngine<T>(
  cli: Cli,
  use: (engine: Engine) => Promise<T>,
  purpose: EnginePurpose = 'reading',
): Promise<T> {
  const running = await findEngine(cli);
  if (running !== null) {
    await rememberAddresses(cli, running);
    return use(running);
  }
  const { engine, stop } = await startShortLived(cli, purpose);
  try {
    return await use(engine);
  } finally {
    await stop();
  }
}

/** Uses the running engine; with none, `unreachable` says so and what to run. */
export async function withRunningEngine<T>(
  cli: Cli,
  purpose: string,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const running = await findEngine(cli);
  if (running === null) {
    throw new AppError(
      'unreachable',
      `Nothing is running, so there is nothing to ${purpose}. ` +
        '`vp start` starts a run and keeps an engine running; `vp serve` runs the engine in this terminal.',
    );
  }
  await rememberAddresses(cli, running);
  return use(running);
}
