import { formatUsd } from '#shared/present/format-usd.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderTable } from '../terminal/render-table.ts';
import { paintVisual } from '../views/paint-visual.ts';

const COLUMNS = [
  { head: 'run' },
  { head: 'project', align: 'right' as const },
  { head: 'state' },
  { head: 'tasks', align: 'right' as const },
  { head: 'spent', align: 'right' as const },
];

/** Lists the runs, newest first; of one project where `--project` names it. */
export async function runRuns(cli: Cli): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.pas.listRuns({ project_id: cli.project });
    if (cli.json) printJson(cli, answer);
    else if (answer.runs.length === 0) print(cli, ['No runs yet. `vp start` starts one.']);
    else {
      const { colors } = cli.terminal;
      const rows = cleanDeep(answer.runs).map((run) => [
        run.run_id,
        String(run.project_id),
        paintVisual(runVisual(run.status), colors) +
          (run.overridden === null ? '' : colors.yellow(' overridden')),
        `${run.tasks_completed}/${run.tasks_total}`,
        formatUsd(run.spend_usd),
      ]);
      print(cli, renderTable(COLUMNS, rows, cli.terminal));
    }
    return 0;
  });
}
