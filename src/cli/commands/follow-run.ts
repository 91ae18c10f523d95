import type { RunStatus, LogLine } from '#shared/contract/pas-schemas.ts';
import { AppError } from '#shared/errors.ts';
import { isRunningTask } from '#shared/present/activity.ts';
import type { Cli } from '../cli.ts';
import { print, printJsonLine, remark } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { showOutcome } from './show-outcome.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { untilInterrupted } from '../terminal/until-interrupted.ts';
import { askText } from '../views/ask-text.ts';
import { movesRun } from '../views/moves-run.ts';
import { renderEvent } from '../views/render-event.ts';
import { renderLogLine } from '../views/render-log-line.ts';
import { renderRun } from '../views/render-status.ts';
import { runExitCode } from '../views/run-exit-code.ts';

export interface FollowOptions {
  /** Lines already fetched, and where the stream goes on. */
  start: { lines: LogLine[]; next: number };
  taskId?: string | undefined;
  /** Whether state changes are shown between the lines. */
  showEvents: boolean;
}

const INTERRUPTED = 130;
/**
 * Shows lines and state changes until the run has ended; resolves with its exit code. A run that
 * waits for a decision about its budget ends the following with 3 where no person watches.
 */
export async function followRun(
  cli: Cli,
  engine: Engine,
  run: RunStatus,
  options: FollowOptions,
): Promise<number> {
  const outcome = await untilInterrupted(cli, { quitOnQ: false }, (signal) =>
    createFollower(cli, engine, run, options).follow(signal),
  );
  if (!outcome.interrupted) return outcome.value;
  if (!engine.isShortLived)
    remark(cli, `run ${run.run_id} goes on; \`vp status --watch\` shows it`);
  return INTERRUPTED;
}

function createFollower(cli: Cli, engine: Engine, first: RunStatus, options: FollowOptions) {
  const { pas } = engine.client;
  const { run_id } = first;
  let run = first;
  let seen = options.start.next;
  const said = new Set<number>();

  const showLine = (line: LogLine) => {
    seen = Math.max(seen, line.offset);
    if (cli.json) printJsonLine(cli, { type: 'log', ...line });
    else print(cli, [renderLogLine(line, run.tasks, cli.terminal)]);
  };

  const readLogs = async (signal: AbortSignal) => {
    const query = { run_id, task_id: options.taskId, after: seen };
    for await (const line of pas.followLogs(query, signal)) showLine(line);
  };

  const readEvents = async (signal: AbortSignal): Promise<number> => {
    // From the beginning of the run: what happened before the stream was open comes through it too.
    for await (const event of pas.events({ run_id, after: 0 }, signal)) {
      const isAboutRun = movesRun(event);
      if (isAboutRun || !run.tasks.some(({ task_id }) => task_id === event.task_id)) {
        run = await pas.runStatus({ run_id });
      }
      if (options.showEvents) showEvent(cli, event, run);
      const code = isAboutRun ? endOf(cli, engine, run, said) : null;
      if (code !== null) return code;
    }
    throw new AppError(
      'unreachable',
      'The engine stopped; `vp status` shows where the run stands.',
    );
  };

  /** What the stream had not delivered yet. */
  const showRest = async (): Promise<void> => {
    for (let after: number | null = seen; after !== null;) {
      const page = await pas.runLogs({ run_id, task_id: options.taskId, after });
      page.lines.forEach(showLine);
      after = page.next === after ? null : page.next;
    }
  };

  return {
    async follow(outer: AbortSignal): Promise<number> {
      options.start.lines.forEach(showLine);
      const inner = new AbortController();
      const signal = AbortSignal.any([outer, inner.signal]);
      const logs = readLogs(signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      const code = await Promise.race([readEvents(signal), failureOf(logs)]);
      inner.abort();
      await logs;
      await showRest();
      showEnd(cli, run, options.showEvents);
      if (!cli.json) await showOutcome(cli, engine, run);
      return code;
    },
  };
}

/** Only fails: the logs may end before the events say how the run ended. */
function failureOf(work: Promise<void>): Promise<never> {
  return new Promise((_, reject) => {
    work.catch(reject);
  });
}

function showEvent(cli: Cli, event: Parameters<typeof renderEvent>[0], run: RunStatus): void {
  if (cli.json) {
    printJsonLine(cli, { ...event, type: 'event', event: event.type });
    return;
  }
  const line = renderEvent(event, run.tasks, cli.terminal);
  if (line !== null) print(cli, [line]);
}

function showEnd(cli: Cli, run: RunStatus, isWanted: boolean): void {
  if (cli.json) printJsonLine(cli, { type: 'end', run });
  else if (isWanted) print(cli, ['', ...renderRun(cleanDeep(run), cli.terminal, Date.now())]);
}

/**
 * The exit code where the following ends; null where it goes on. A question about the budget is
 * said once.
 */
function endOf(cli: Cli, engine: Engine, run: RunStatus, said: Set<number>): number | null {
  const ended = runExitCode(run.status);
  const asked = run.budget_question;
  if (ended !== null || asked === null) return ended;
  if (!said.has(asked.approval_id)) remark(cli, cleanDeep(askText(asked)));
  said.add(asked.approval_id);
  const goesOn = run.tasks.some(({ status }) => isRunningTask(status));
  const isWatched = cli.terminal.isInteractive && !engine.isShortLived;
  return isWatched || (run.status !== 'paused' && goesOn) ? null : 3;
}
