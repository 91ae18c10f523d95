import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import { print } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderFailures } from '../views/render-failures.ts';

/** Each failed test and finding of a run's gates, where there are any. */
export async function showFailures(cli: Cli, engine: Engine, run_id: string): Promise<void> {
  try {
    const { gates } = await engine.client.pas.runFailures({ run_id });
    const lines = renderFailures(cleanDeep(gates), cli.terminal);
    if (lines.length > 0) print(cli, ['', ...lines]);
  } catch (error) {
    // An engine of before knows no such question.
    if (!(error instanceof AppError && error.code === 'unknown_route')) throw error;
  }
}
