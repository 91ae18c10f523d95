import { NONE } from '#shared/present/unknown.ts';
import { projectStanding } from '#shared/present/run-standing.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { chooseProject, rememberedProject, workingFolder } from '../state/current-project.ts';
import { renderTable } from '../terminal/render-table.ts';
import { paintVisual } from '../views/paint-visual.ts';

const COLUMNS = [
  { head: '' },
  { head: 'id', align: 'right' as const },
  { head: 'name' },
  { head: 'state' },
  { head: 'repository' },
];

/** Lists the projects, newest first; the current one of this folder is marked. */
export async function runProjects(cli: Cli): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const answer = await engine.client.plms.listProjects({});
    const current = cli.project ?? (await rememberedProject(cli, engine));
    if (cli.json) printJson(cli, { ...answer, current: current ?? null });
    else if (answer.projects.length === 0) {
      print(cli, ['No projects yet. `vp new --name NAME` registers one.']);
    } else {
      const rows = cleanDeep(answer.projects).map((project) => [
        project.project_id === current ? '→' : ' ',
        String(project.project_id),
        project.name,
        paintVisual(projectStanding(project), cli.terminal.colors),
        project.repo ?? NONE,
      ]);
      const asks = answer.projects.flatMap(({ name, budget_question: asked }) =>
        asked === null ? [] : [cleanDeep(`${name}: ${asked} See \`vp approvals\`.`)],
      );
      print(cli, [...renderTable(COLUMNS, rows, cli.terminal), ...asks]);
    }
    return 0;
  });
}

/** Makes a project the current one of the working folder. */
export async function runUse(cli: Cli, project_id: number): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const project = await engine.client.plms.getProject({ project_id });
    await chooseProject(cli, engine, project_id);
    const folder = workingFolder(cli);
    if (cli.json) printJson(cli, { project_id, name: project.name, folder });
    else print(cli, [`${cleanDeep(project.name)} #${project_id} is now current in ${folder}`]);
    return 0;
  });
}
