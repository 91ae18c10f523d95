import { randomUUID } from 'node:crypto';
import { runVisual } from '#shared/present/run-visual.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { currentProject } from '../state/current-project.ts';
import { paintVisual } from '../views/paint-visual.ts';
import { renderGates } from '../views/render-gates.ts';
import { showOutcome } from './show-outcome.ts';
import { runExitCode } from '../views/run-exit-code.ts';

/** Runs the gates again on the current run's tree; 3 when they do not hold. */
export async function runValidate(cli: Cli): Promise<number> {
  return withAnyEngine(
    cli,
    async (engine) => {
      const project_id = await currentProject(cli, engine);
      const answer = await engine.client.plms.validateProject(
        { project_id },
        { idempotencyKey: randomUUID() },
      );
      if (cli.json) printJson(cli, answer);
      else {
        const { gates, verification, run_status } = cleanDeep(answer);
        const state =
          run_status === null ? '' : `${paintVisual(runVisual(run_status), cli.terminal.colors)}  `;
        const table = renderGates(gates, new Map(), cli.terminal);
        print(cli, [`${state}evidence: ${verification.replaceAll('_', ' ')}`, '', ...table]);
        const { run } = await engine.client.plms.projectStatus({ project_id });
        await showOutcome(cli, engine, run);
      }
      return answer.run_status === null ? 0 : (runExitCode(answer.run_status) ?? 0);
    },
    'work',
  );
}
