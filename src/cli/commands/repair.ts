import type { Cli } from '../cli.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { runServe } from '../engine/run-serve.ts';

/** The engine's own program repairs its ledger in this terminal; its exit code is ours. */
export async function runRepair(cli: Cli): Promise<number> {
  return runServe(cli, ['--repair', '--data', dataFolder(cli), ...(cli.json ? ['--json'] : [])]);
}
