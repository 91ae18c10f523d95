import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { Cli } from '../cli.ts';
import { print } from '../cli.ts';
import { showFailures } from './show-failures.ts';
import type { Engine } from '../engine/engine.ts';
import { readOutcome } from '../engine/read-outcome.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderOutcome } from '../views/render-outcome.ts';

/** Says what became of a run that has ended, and what is next. */
export async function showOutcome(
  cli: Cli,
  engine: Engine,
  run: Pick<RunStatus, 'run_id' | 'status'> | null,
): Promise<void> {
  const outcome = run === null ? null : await readOutcome(engine, run);
  if (run !== null && outcome !== null) await showFailures(cli, engine, run.run_id);
  if (outcome !== null) print(cli, ['', ...renderOutcome(cleanDeep(outcome), cli.terminal)]);
}
