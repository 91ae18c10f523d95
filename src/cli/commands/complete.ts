import { randomUUID } from 'node:crypto';
import { projectVisual } from '#shared/present/project-visual.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { currentProject } from '../state/current-project.ts';
import { showOutcome } from './show-outcome.ts';
import { paintVisual } from '../views/paint-visual.ts';

export interface CompleteOptions {
  override?: string;
}

/** Completes the project when its gates hold, or against them with a recorded reason. */
export async function runComplete(cli: Cli, { override }: CompleteOptions): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const project_id = await currentProject(cli, engine);
    const changed = await engine.client.plms.completeProject(
      { project_id, override_reason: override },
      { idempotencyKey: randomUUID() },
    );
    if (cli.json) printJson(cli, changed);
    else {
      const why = override === undefined ? '' : ', against its gates, with the reason recorded';
      print(cli, [`${paintVisual(projectVisual(changed.status), cli.terminal.colors)}${why}`]);
      const { run } = await engine.client.plms.projectStatus({ project_id });
      await showOutcome(cli, engine, run);
    }
    return 0;
  });
}
