import { randomUUID } from 'node:crypto';
import { projectVisual } from '#shared/present/project-visual.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import { NONE } from '#shared/present/unknown.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withRunningEngine } from '../engine/with-engine.ts';
import { currentProject } from '../state/current-project.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { askText } from '../views/ask-text.ts';
import { paintVisual } from '../views/paint-visual.ts';

export interface ChangeRunOptions {
  reason?: string;
}

const OPERATIONS = {
  pause: 'pauseProject',
  resume: 'resumeProject',
  terminate: 'terminateProject',
} as const;

const NEXT = {
  pause: '`vp resume` goes on, `vp status` shows where it stands',
  resume: '`vp status --watch`, `vp logs --follow`',
  terminate: '`vp logs`, `vp diff` for what it wrote, `vp plan` and `vp start` for another run',
} as const;

/** Pauses, resumes or terminates the project's current run. Needs an engine that is running. */
export async function runChange(
  cli: Cli,
  verb: keyof typeof OPERATIONS,
  { reason }: ChangeRunOptions,
): Promise<number> {
  return withRunningEngine(cli, verb, async (engine) => {
    const project_id = await currentProject(cli, engine);
    const changed = await engine.client.plms[OPERATIONS[verb]](
      { project_id, reason },
      { idempotencyKey: randomUUID() },
    );
    const { colors } = cli.terminal;
    const state =
      changed.run_status === null
        ? paintVisual(projectVisual(changed.status), colors)
        : paintVisual(runVisual(changed.run_status), colors);
    if (cli.json) printJson(cli, changed);
    else {
      const asks = verb === 'resume' ? await openQuestion(engine, changed.run_id) : [];
      print(cli, [`${state}  run ${changed.run_id ?? NONE}`, ...asks, `Next: ${NEXT[verb]}.`]);
    }
    return 0;
  });
}

/** What a resumed run still asks about its budget. */
async function openQuestion({ client }: Engine, run_id: string | null): Promise<string[]> {
  if (run_id === null) return [];
  const { budget_question: asked } = await client.pas.runStatus({ run_id });
  return asked === null ? [] : [cleanDeep(`It still asks: ${askText(asked)}`)];
}
