import { formatUsd } from '#shared/present/format-usd.ts';
import { runProgress } from '#shared/present/run-progress.ts';
import { runStanding } from '#shared/present/run-standing.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderTable } from '../terminal/render-table.ts';
import { askText } from '../views/ask-text.ts';
import { paintVisual } from '../views/paint-visual.ts';

const COLUMNS = [
  { head: 'run' },
  { head: 'project' },
  { head: 'state' },
  { head: 'tasks', align: 'right' as const },
  { head: 'spent' },
];

/** Lists the runs, newest first; of one project where `--project` names it. */
export async function runRuns(cli: Cli): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.pas.listRuns({ project_id: cli.project });
    if (cli.json) printJson(cli, answer);
    else if (answer.runs.length === 0) print(cli, ['No runs yet. `vp start` starts one.']);
    else {
      const { colors } = cli.terminal;
      const names = await projectNames(engine);
      const rows = cleanDeep(answer.runs).map((run) => [
        run.run_id,
        names.get(run.project_id) ?? `Project ${run.project_id}`,
        paintVisual(runStanding(run), colors),
        `${runProgress(run).done}/${run.tasks_total}`,
        formatUsd(run.spend_usd) +
          (run.budget_overridden === null ? '' : colors.yellow(' budget overridden')),
      ]);
      const asks = answer.runs.flatMap(({ run_id, budget_question: asked }) =>
        asked === null ? [] : [`${run_id}: ${cleanDeep(askText(asked))}`],
      );
      print(cli, [...renderTable(COLUMNS, rows, cli.terminal), ...asks]);
    }
    return 0;
  });
}

/** Those that were registered; runs of others are told by the project's number. */
async function projectNames({ client }: Engine): Promise<Map<number, string>> {
  const { projects } = await client.plms.listProjects({ limit: 1000 });
  return new Map(cleanDeep(projects).map(({ project_id, name }) => [project_id, name]));
}
