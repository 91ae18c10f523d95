import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { currentProject } from '../state/current-project.ts';
import { renderRun, renderStatus } from '../views/render-status.ts';
import { showOutcome } from './show-outcome.ts';
import { watchStatus } from './watch-status.ts';

export interface StatusOptions {
  watch?: boolean;
  run?: string;
}

/** Shows the project and its current run, once or live until the run ends. */
export async function runStatus(cli: Cli, options: StatusOptions): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    if (options.run !== undefined)
      return showRun(cli, engine, await engine.client.pas.runStatus({ run_id: options.run }));
    const project_id = await currentProject(cli, engine);
    if (options.watch) return watchStatus(cli, engine, project_id);
    const status = await engine.client.plms.projectStatus({ project_id });
    if (cli.json) printJson(cli, status);
    else {
      print(cli, renderStatus(cleanDeep(status), cli.terminal, Date.now()));
      await showOutcome(cli, engine, status.run);
    }
    return 0;
  });
}

async function showRun(cli: Cli, engine: Engine, run: RunStatus): Promise<number> {
  if (cli.json) printJson(cli, run);
  else {
    print(cli, renderRun(cleanDeep(run), cli.terminal, Date.now()));
    await showOutcome(cli, engine, run);
  }
  return 0;
}
