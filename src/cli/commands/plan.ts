import { randomUUID } from 'node:crypto';
import { parseArgv } from '../arguments/parse-argv.ts';
import { readPrd } from '../arguments/read-prd.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep, cleanText } from '../terminal/clean-text.ts';
import { currentProject } from '../state/current-project.ts';
import { renderWillAsk } from '../views/render-will-ask.ts';
import { renderPlan } from '../views/render-plan.ts';

export interface PlanOptions {
  fromPrd?: string;
  goal?: string;
  test?: string;
  lint?: string;
  build?: string;
}

/** Writes or imports the PRD and shows the task graph planned from it. */
export async function runPlan(cli: Cli, options: PlanOptions): Promise<number> {
  const prd =
    options.fromPrd === undefined ? undefined : await readPrd(options.fromPrd, cli.place.cwd);
  const commands = ownCommands(options);
  return withAnyEngine(cli, async (engine) => {
    const project_id = await currentProject(cli, engine);
    const answer = await engine.client.plms.generatePrd(
      { project_id, goal: options.goal, prd, commands },
      { idempotencyKey: randomUUID() },
    );
    if (cli.json) printJson(cli, answer);
    else {
      const { plan, facts } = cleanDeep(answer);
      print(cli, [
        ...renderPlan(plan, facts, cli.terminal),
        ...renderWillAsk(answer.will_ask, cli.terminal),
        ...(answer.trust === null ? [] : ['', cleanText(answer.trust.sentence)]),
        '',
        'Next: `vp estimate`.',
      ]);
    }
    return 0;
  });
}

function ownCommands(options: PlanOptions) {
  const { test, lint, build } = options;
  if (test === undefined && lint === undefined && build === undefined) return undefined;
  return {
    test: test === undefined ? undefined : parseArgv(test),
    lint: lint === undefined ? undefined : parseArgv(lint),
    build: build === undefined ? undefined : parseArgv(build),
  };
}
