import { randomUUID } from 'node:crypto';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { currentProject } from '../state/current-project.ts';
import { renderWillAsk } from '../views/render-will-ask.ts';
import { sayPlanned } from '../views/say-planned.ts';
import { renderSimulation } from '../views/render-simulation.ts';

export interface SimulateOptions {
  rehearsal: number;
}

/** Rehearses a sample of the plan and projects the whole run from it. */
export async function runSimulate(cli: Cli, { rehearsal }: SimulateOptions): Promise<number> {
  return withAnyEngine(
    cli,
    async (engine) => {
      const project_id = await currentProject(cli, engine);
      const answer = await engine.client.plms.simulateProject(
        { project_id, rehearsal_pct: rehearsal },
        { idempotencyKey: randomUUID() },
      );
      sayPlanned(cli, answer);
      if (cli.json) printJson(cli, answer);
      else
        print(cli, [
          ...renderSimulation(cleanDeep(answer.simulation_results), cli.terminal),
          ...renderWillAsk(answer.will_ask, cli.terminal),
        ]);
      return 0;
    },
    'work',
  );
}
