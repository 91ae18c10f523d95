import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { isActiveRun } from '#shared/present/activity.ts';
import { describeBase } from '#shared/present/describe-base.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatSpend, formatUsd } from '#shared/present/format-usd.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { formatRunEnergy } from '#shared/present/format-energy.ts';
import { formatRunway } from '#shared/present/format-runway.ts';
import { gateVisual } from '#shared/present/gate-visual.ts';
import { budgetOverrideText, overrideText } from '#shared/present/override-text.ts';
import { projectVisual } from '#shared/present/project-visual.ts';
import { runElapsedMs } from '#shared/present/run-elapsed.ts';
import { runProgress } from '#shared/present/run-progress.ts';
import { runStanding } from '#shared/present/run-standing.ts';
import { timeUsed } from '#shared/present/time-used.ts';
import { renderProgressBar } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';
import { renderGates } from './render-gates.ts';
import { renderPairs } from './render-pairs.ts';
import { askText } from './ask-text.ts';
import { renderLeftOut } from './render-left-out.ts';
import { renderTasks } from './render-tasks.ts';

export type ProjectStatus = Output<typeof plmsContract.projectStatus>;
/** A project and its current run at the time `now` (epoch, ms). */
export function renderStatus(
  { project, run }: ProjectStatus,
  terminal: Terminal,
  now: number,
): string[] {
  const { colors } = terminal;
  const title = `${colors.bold(project.name)} ${colors.dim(`#${project.project_id}`)}`;
  if (run !== null) return [title, ...renderRun(run, terminal, now)];
  return [
    `${title}  ${paintVisual(projectVisual(project.status), colors)}`,
    'No run yet. `vp plan`, `vp estimate`, then `vp start`.',
  ];
}

/** A run: state, progress, spend, runway, gates with evidence, tasks. */
export function renderRun(run: RunStatus, terminal: Terminal, now: number): string[] {
  const titles = new Map(run.tasks.map(({ task_id, title }) => [task_id, title]));
  const gates = renderGates(run.gates, titles, terminal);
  const tasks = renderTasks(run.tasks, terminal, now);
  return [
    ...renderPairs(summary(run, terminal, now), terminal),
    ...(tasks.length === 0 ? [] : ['', ...tasks]),
    ...renderLeftOut(run.left_out, terminal),
    ...(gates.length === 0 ? [] : ['', ...gates]),
  ];
}

function summary(run: RunStatus, terminal: Terminal, now: number): [string, string | null][] {
  const { colors } = terminal;
  const elapsedMs = runElapsedMs(run, now);
  const synthetic = run.mode === 'synthetic' ? colors.yellow('  synthetic') : '';
  return [
    ['run', `${run.run_id}${run.run_kind === 'baseline' ? '' : ` (${run.run_kind})`}`],
    ['state', paintVisual(runStanding(run), colors) + synthetic],
    ['because', run.reason === run.budget_question?.question ? null : run.reason],
    ['asks you', run.budget_question === null ? null : askText(run.budget_question)],
    ['overridden', run.overridden === null ? null : colors.yellow(overrideText(run.overridden))],
    ['progress', progress(run, terminal)],
    ['elapsed', elapsedMs === null ? null : formatDuration(elapsedMs)],
    ['time', timeUsed(run, now)?.text ?? null],
    ['spend', spend(run)],
    [
      'budget',
      run.budget_overridden === null
        ? null
        : colors.yellow(budgetOverrideText(run.budget_overridden)),
    ],
    ['runway', formatRunway(run.runway_minutes)],
    ['tokens', formatTokens(run.tokens_total)],
    ['energy', formatRunEnergy(run)],
    ['evidence', paintVisual(gateVisual(run.verification), colors)],
    ['base', describeBase(run)],
    ...run.lacks.map((sentence): [string, string] => ['lacks', sentence]),
    ['branch', run.branch],
    ['worktree', run.worktree_path],
  ];
}

function progress(run: RunStatus, terminal: Terminal): string {
  const { share, text } = runProgress(run);
  const failed =
    run.tasks_failed > 0 ? terminal.colors.red(`, ${formatCount(run.tasks_failed)} failed`) : '';
  const counts = isActiveRun(run.status)
    ? `, ${formatCount(run.tasks_completed)} of ${countOf(run.tasks_total, 'task')}`
    : '';
  return `${renderProgressBar(share, terminal)}${text}${counts}${failed}`;
}

/** `$0.12 of $2.00 (6.0 %), $0.05 reserved, $0.40 projected`. */
export function spend(run: RunStatus): string {
  const share =
    run.budget_usd !== null && run.budget_usd > 0 ? run.spend_usd / run.budget_usd : null;
  const percent = share === null ? '' : ` (${formatPercent(share)})`;
  const reserved = run.reserved_usd > 0 ? `, ${formatUsd(run.reserved_usd)} reserved` : '';
  const projected = run.projected_usd === null ? '' : `, ${formatUsd(run.projected_usd)} projected`;
  return `${formatSpend(run.spend_usd, run.budget_usd)}${percent}${reserved}${projected}`;
}
