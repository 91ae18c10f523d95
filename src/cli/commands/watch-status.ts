import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { projectVisual } from '#shared/present/project-visual.ts';
import { runProgress } from '#shared/present/run-progress.ts';
import { runStanding } from '#shared/present/run-standing.ts';
import type { Cli } from '../cli.ts';
import { printJsonLine, print } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { fitLine } from '../terminal/fit-line.ts';
import { showOutcome } from './show-outcome.ts';
import { createLiveView } from '../terminal/live-view.ts';
import { untilInterrupted } from '../terminal/until-interrupted.ts';
import { askText } from '../views/ask-text.ts';
import { renderStatus, spend } from '../views/render-status.ts';
import type { ProjectStatus } from '../views/render-status.ts';
import { runExitCode } from '../views/run-exit-code.ts';

/** Running clocks tick at this pace; what happened is drawn at once. */
const TICK_MS = 1000;
/** A burst of events is one redraw. */
const GATHER_MS = 100;

/**
 * Shows the status anew with every event until the run has ended (then its exit code), q or Ctrl-C
 * (0).
 */
export async function watchStatus(cli: Cli, engine: Engine, projectId: number): Promise<number> {
  const outcome = await untilInterrupted(cli, { quitOnQ: true }, (signal) =>
    watch(cli, engine, projectId, signal),
  );
  if (outcome.interrupted) return 0;
  if (!cli.json) {
    const { run } = await engine.client.plms.projectStatus({ project_id: projectId });
    await showOutcome(cli, engine, run);
  }
  return outcome.value;
}

async function watch(
  cli: Cli,
  engine: Engine,
  project_id: number,
  signal: AbortSignal,
): Promise<number> {
  const { plms } = engine.client;
  const show = createShow(cli);
  let status = await plms.projectStatus({ project_id });
  const changes = noteChanges(engine, status, signal);
  try {
    for (;;) {
      show.frame(cleanDeep(status));
      const code = status.run === null ? null : runExitCode(status.run.status);
      if (code !== null || signal.aborted) return code ?? 0;
      const changed = await Promise.race([changes.next(), delay(TICK_MS, false, { signal })]);
      if (!changed) continue;
      await delay(GATHER_MS, undefined, { signal });
      changes.clear();
      status = await plms.projectStatus({ project_id });
    }
  } finally {
    show.close();
  }
}

/**
 * Turns the event stream into one "something changed" promise that stays resolved until it is
 * cleared.
 */
function noteChanges(engine: Engine, { project, run }: ProjectStatus, signal: AbortSignal) {
  let wake = Promise.withResolvers<true>();
  let failure: { error: unknown } | null = null;
  // From the beginning of the run, so that nothing between the first answer and the stream is
  // missed.
  const events = engine.client.pas.events(
    run === null ? {} : { run_id: run.run_id, after: 0 },
    signal,
  );
  const read = async () => {
    for await (const event of events)
      if (event.project_id === project.project_id) wake.resolve(true);
    throw new AppError(
      'unreachable',
      'The engine stopped; `vp status` shows where the run stands.',
    );
  };
  read().catch((error: unknown) => {
    failure = { error };
    wake.resolve(true);
  });
  return {
    async next(): Promise<true> {
      await wake.promise;
      if (failure !== null) throw failure.error;
      return true;
    },
    clear: () => {
      wake = Promise.withResolvers<true>();
    },
  };
}

function createShow(cli: Cli): { frame(status: ProjectStatus): void; close(): void } {
  if (cli.json || !cli.terminal.isInteractive) return plainShow(cli);
  const view = createLiveView(cli.streams.stdout, cli.terminal);
  return {
    frame: (status) =>
      view.draw(
        renderStatus(status, cli.terminal, Date.now()).map((line) =>
          fitLine(line, cli.terminal.width),
        ),
      ),
    close: () => view.close(),
  };
}

/** Without a screen to redraw: one line per change, and the whole status at the end. */
function plainShow(cli: Cli): { frame(status: ProjectStatus): void; close(): void } {
  let last = '';
  return {
    frame(status) {
      const line = cli.json ? JSON.stringify(status) : oneLine(status);
      if (line === last) return;
      last = line;
      if (cli.json) printJsonLine(cli, status);
      else if (status.run !== null && runExitCode(status.run.status) !== null) {
        print(cli, renderStatus(status, cli.terminal, Date.now()));
      } else print(cli, [line]);
    },
    close: () => undefined,
  };
}

function oneLine({ project, run }: ProjectStatus): string {
  if (run === null) return `${project.name}: ${projectVisual(project.status).label}`;
  const tasks = `${formatCount(runProgress(run).done)} of ${countOf(run.tasks_total, 'task')}`;
  const asks = run.budget_question === null ? '' : `, ${askText(run.budget_question)}`;
  return `${runStanding(run).label}, ${tasks}, ${spend(run)}${asks}`;
}
