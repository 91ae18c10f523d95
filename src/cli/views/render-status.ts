import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { formatDuration } from '../format/format-duration.ts';
import { formatEnergy } from '../format/format-energy.ts';
import { formatPercent } from '../format/format-percent.ts';
import { formatTokens } from '../format/format-tokens.ts';
import { formatUsd } from '../format/format-usd.ts';
import { UNKNOWN } from '../format/unknown.ts';
import { renderProgressBar } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintProjectState, paintRunState } from './paint-state.ts';
import { renderGates } from './render-gates.ts';
import { renderPairs } from './render-pairs.ts';
import { renderTasks } from './render-tasks.ts';

export type ProjectStatus = Output<typeof plmsContract.projectStatus>;
export type RunStatus = NonNullable<ProjectStatus['run']>;

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
    `${title}  ${paintProjectState(project.status, colors)}`,
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
    ...(gates.length === 0 ? [] : ['', ...gates]),
  ];
}

function summary(run: RunStatus, terminal: Terminal, now: number): [string, string | null][] {
  const { colors } = terminal;
  const synthetic = run.mode === 'synthetic' ? colors.yellow('  synthetic') : '';
  return [
    ['run', `${run.run_id}${run.run_kind === 'baseline' ? '' : ` (${run.run_kind})`}`],
    ['state', paintRunState(run.status, colors) + synthetic],
    ['because', run.reason],
    ['progress', progress(run, terminal)],
    ['elapsed', elapsed(run, now)],
    ['spend', spend(run)],
    ['runway', run.runway_minutes === null ? UNKNOWN : formatDuration(run.runway_minutes * 60_000)],
    ['tokens', formatTokens(run.tokens_total)],
    ['energy', energy(run)],
    ['evidence', run.verification.replaceAll('_', ' ')],
    ['branch', run.branch],
    ['worktree', run.worktree_path],
  ];
}

function progress(run: RunStatus, terminal: Terminal): string {
  const share = run.tasks_total === 0 ? 0 : run.tasks_completed / run.tasks_total;
  const failed = run.tasks_failed > 0 ? terminal.colors.red(`, ${run.tasks_failed} failed`) : '';
  const counts = `${run.tasks_completed} of ${run.tasks_total} tasks`;
  return `${renderProgressBar(share, terminal)}${formatPercent(share)}, ${counts}${failed}`;
}

function elapsed({ started_at, ended_at }: RunStatus, now: number): string | null {
  if (started_at === null) return null;
  const end = ended_at === null ? now : Date.parse(ended_at);
  return formatDuration(end - Date.parse(started_at));
}

/** `$0.12 of $2.00 (6.0 %), $0.05 reserved, $0.40 projected`. */
export function spend(run: RunStatus): string {
  const share =
    run.budget_usd !== null && run.budget_usd > 0 ? run.spend_usd / run.budget_usd : null;
  const cap = run.budget_usd === null ? ', no cap' : ` of ${formatUsd(run.budget_usd)}`;
  const percent = share === null ? '' : ` (${formatPercent(share)})`;
  const reserved = run.reserved_usd > 0 ? `, ${formatUsd(run.reserved_usd)} reserved` : '';
  const projected = run.projected_usd === null ? '' : `, ${formatUsd(run.projected_usd)} projected`;
  return `${formatUsd(run.spend_usd)}${cap}${percent}${reserved}${projected}`;
}

function energy({ spend_energy_kwh, energy_unknown_tasks }: RunStatus): string {
  if (spend_energy_kwh === 0 && energy_unknown_tasks > 0) return UNKNOWN;
  const unknown = energy_unknown_tasks > 0 ? `, unknown for ${energy_unknown_tasks} tasks` : '';
  return formatEnergy(spend_energy_kwh) + unknown;
}
