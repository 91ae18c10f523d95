import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { BREACH_POLICY_WORDS } from '#shared/breach-policy.ts';
import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { describeBase } from '#shared/present/describe-base.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatMinutes } from '#shared/present/format-minutes.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { MARK_SIGNS } from '#shared/present/status-visual.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { renderLeftOut } from './render-left-out.ts';
import { renderPairs } from './render-pairs.ts';

type Started = Output<typeof plmsContract.startProject>;

/** What was started, within which budget, and where to look. */
export function renderStarted(
  started: Started,
  run: RunStatus,
  hmi: string | null,
  terminal: Terminal,
): string[] {
  const { colors } = terminal;
  const replay = started.idempotent_replay === true ? ' (it was started by this key before)' : '';
  const cards = countOf(started.pas_job_cards.length, 'task');
  return [
    `${colors.blue(MARK_SIGNS.disc)} run ${colors.bold(started.run_id)} with ${cards}${replay}`,
    ...renderPairs(
      [
        ['budget', budgetText(run)],
        ['base', describeBase(run)],
        ...run.lacks.map((sentence): [string, string] => ['lacks', sentence]),
        ['branch', run.branch],
        ['worktree', run.worktree_path],
        ['passport', started.replay_passport_path],
        ['window', hmi],
        ['watch', '`vp status --watch`, `vp logs --follow`'],
      ],
      terminal,
    ),
    ...renderLeftOut(run.left_out, terminal),
  ];
}

function budgetText(run: RunStatus): string {
  const { budget_usd: usd, budget_duration_minutes: minutes, breach_policy: policy } = run;
  const caps = [
    ...(usd === null ? [] : [formatUsd(usd)]),
    ...(minutes === null ? [] : [formatMinutes(minutes)]),
  ];
  if (caps.length === 0) return 'no cap';
  const { label, does } = BREACH_POLICY_WORDS[policy];
  return `${caps.join(', ')}; when it would be passed: ${label}. ${does}`;
}
