import { randomUUID } from 'node:crypto';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { currentProject } from '../state/current-project.ts';
import { sayPlanned } from '../views/say-planned.ts';
import { renderEstimate } from '../views/render-estimate.ts';

/**
 * Estimates the plan: tokens, time, cost and energy per task and in total, with 90 % bands and
 * their sources.
 */
export async function runEstimate(cli: Cli): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const project_id = await currentProject(cli, engine);
    const estimate = await engine.client.plms.estimateProject(
      { project_id },
      { idempotencyKey: randomUUID() },
    );
    if (cli.json) printJson(cli, estimate);
    else {
      sayPlanned(cli, estimate);
      const lines = renderEstimate(cleanDeep(estimate), cli.terminal);
      print(cli, [...lines, '', 'Next: `vp simulate` to rehearse a sample, or `vp start`.']);
    }
    return 0;
  });
}
