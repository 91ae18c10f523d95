import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { currentProject } from '../state/current-project.ts';
import { renderLogLine } from '../views/render-log-line.ts';
import { followRun } from './follow-run.ts';

export interface LogsOptions {
  tail: number;
  follow?: boolean;
  task?: string;
  run?: string;
}

/** Shows the last lines of a run's output; with `follow` goes on until the run has ended. */
export async function runLogs(cli: Cli, options: LogsOptions): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const run_id = options.run ?? (await currentRun(cli, engine));
    const run = await engine.client.pas.runStatus({ run_id });
    const task_id = options.task === undefined ? undefined : findTask(run, options.task);
    const page = await engine.client.pas.runLogs({ run_id, task_id, tail: options.tail });
    if (options.follow) {
      return followRun(cli, engine, run, { start: page, taskId: task_id, showEvents: false });
    }
    if (cli.json) printJson(cli, page);
    else if (page.lines.length === 0) print(cli, [`Run ${run_id} has written nothing yet.`]);
    else
      print(
        cli,
        page.lines.map((line) => renderLogLine(line, run.tasks, cli.terminal)),
      );
    return 0;
  });
}

async function currentRun(cli: Cli, engine: Engine): Promise<string> {
  const project_id = await currentProject(cli, engine);
  const { project } = await engine.client.plms.projectStatus({ project_id });
  if (project.current_run_id !== null) return project.current_run_id;
  throw new AppError('unknown_run', `${project.name} has no run yet; \`vp start\` starts one.`);
}

/** A task by its id, or by its title when only one task has it. */
function findTask(run: RunStatus, wanted: string): string {
  if (run.tasks.some(({ task_id }) => task_id === wanted)) return wanted;
  const titled = run.tasks.filter(({ title }) => title.toLowerCase() === wanted.toLowerCase());
  if (titled.length === 1 && titled[0]) return titled[0].task_id;
  if (titled.length > 1)
    throw new AppError(
      'unknown_task',
      `Run ${run.run_id} has ${titled.length} tasks “${wanted}”: give an id, which \`vp status --json\` has.`,
    );
  const known = [...new Set(run.tasks.map(({ title }) => `“${title}”`))].slice(0, 10);
  throw new AppError(
    'unknown_task',
    `Run ${run.run_id} has no task “${wanted}”. It has ${known.join(', ') || 'no tasks'}.`,
  );
}
