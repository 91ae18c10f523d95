import { randomUUID } from 'node:crypto';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { currentRun } from '../state/current-run.ts';
import { cleanDeep } from '../terminal/clean-text.ts';

export interface TakeOptions {
  undo?: boolean;
  task?: string;
  run?: string;
}

/** Puts the result of a run's migration into the original database, or back what that held. */
export async function runTake(cli: Cli, options: TakeOptions): Promise<number> {
  return withAnyEngine(
    cli,
    async (engine) => {
      const run_id = await currentRun(cli, engine, options.run);
      const isUndo = options.undo === true;
      const { pas } = engine.client;
      const input = { run_id, task_id: options.task };
      const key = { idempotencyKey: randomUUID() };
      const answer = await (isUndo ? pas.returnDatabase(input, key) : pas.takeDatabase(input, key));
      if (cli.json) {
        printJson(cli, answer);
        return 0;
      }
      const { path, changes } = cleanDeep(answer);
      const { colors } = cli.terminal;
      print(
        cli,
        isUndo
          ? [`${path} holds what it held before.`, 'Next: `vp take` to take the result again.']
          : [
              `${colors.green('✓')} ${path} holds the migrated data.`,
              ...changes.map((change) => `  ${change}`),
              '',
              'Next: `vp take --undo` puts back what it held before.',
            ],
      );
      return 0;
    },
    'work',
  );
}
