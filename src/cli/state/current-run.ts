import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { currentProject } from './current-project.ts';

/** The run a command is about: `--run`, else the current project's. */
export async function currentRun(
  cli: Cli,
  engine: Engine,
  named: string | undefined,
): Promise<string> {
  if (named !== undefined) return named;
  const project_id = await currentProject(cli, engine);
  const { run } = await engine.client.plms.projectStatus({ project_id });
  if (run !== null) return run.run_id;
  throw new AppError('unknown_run', 'This project has no run yet; `vp start` begins one.');
}
