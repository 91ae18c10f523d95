import { randomUUID } from 'node:crypto';
import { countOf } from '#shared/present/format-count.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withRunningEngine } from '../engine/with-engine.ts';
import { currentRun } from '../state/current-run.ts';

export interface RerunOptions {
  failed?: boolean;
  run?: string;
}

/** The next attempt of the same tasks: of all, or with --failed of those that did not succeed. */
export async function runRerun(cli: Cli, { failed, run }: RerunOptions): Promise<number> {
  return withRunningEngine(cli, 'rerun', async (engine) => {
    const run_id = await currentRun(cli, engine, run);
    const answer = await engine.client.pas.rerunFailed(
      { run_id, which: failed === true ? 'failed' : 'all' },
      { idempotencyKey: randomUUID() },
    );
    if (cli.json) printJson(cli, answer);
    else
      print(cli, [
        `${countOf(answer.requeued, 'task')} of run ${run_id} will run again, as the next attempt.`,
        'Next: `vp status --watch`, `vp logs --follow`.',
      ]);
    return 0;
  });
}
