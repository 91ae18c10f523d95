import type { RunTask } from '#shared/contract/pas-schemas.ts';
import type { Output, pasContract } from '#shared/contract/contract.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatClock } from '#shared/present/format-time.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { isTerminalTask } from '#shared/present/activity.ts';
import { formatBand } from '#shared/present/format-band.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import { NONE } from '#shared/present/unknown.ts';
import { PromiseBar } from '../../ui/promise-bar.tsx';
import { type Band, promiseKept } from '../../ui/promise-scale.ts';
import { useNow } from '../../ui/use-now.ts';
import { payloadText } from './payload-text.ts';

type TaskDetail = Output<typeof pasContract.getTask>;

/** Goal or command, attempts, estimate against actual, spend of what was reserved. */
export function TaskFacts({ task, detail }: { task: RunTask; detail: TaskDetail }) {
  const work = payloadText(detail.payload);
  return (
    <section aria-label="Task facts" className="drawer-section">
      <dl className="fact-list">
        <dt>{work.label}</dt>
        <dd className={work.isCode ? 'mono wrap-anywhere' : 'wrap-anywhere'}>{work.text}</dd>
        <dt>Kind</dt>
        <dd>{task.kind}</dd>
        {task.deps.length === 0 ? null : (
          <>
            <dt>Depends on</dt>
            <dd>{task.deps.length}</dd>
          </>
        )}
        <dt>Time</dt>
        <dd>
          <TimeAgainstEstimate task={task} />
        </dd>
        <dt>Spend</dt>
        <dd>{spendText(task, detail)}</dd>
        <dt>Tokens</dt>
        <dd>{task.tokens_total === null ? NONE : formatTokens(task.tokens_total)}</dd>
        <dt>Energy</dt>
        <dd>{energyText(task, detail)}</dd>
        <dt>Attempts</dt>
        <dd>
          <Attempts detail={detail} />
        </dd>
      </dl>
    </section>
  );
}

function spendText(task: RunTask, detail: TaskDetail): string {
  const spent = formatUsd(task.cost_usd ?? 0);
  const unknown = detail.receipt?.cost_known === false ? ' + unknown' : '';
  const whole =
    task.reserved_usd > 0
      ? `${formatUsd(task.reserved_usd)} reserved`
      : `${formatUsd(detail.budget_usd)} allowed`;
  return `${spent}${unknown} of ${whole}`;
}

function energyText(task: RunTask, detail: TaskDetail): string {
  if (!isTerminalTask(task.status)) return 'known when it ends';
  const source = detail.receipt?.energy_source;
  const text = formatEnergy(task.energy_kwh);
  return source === undefined || source === 'unknown' ? text : `${text}, ${source}`;
}

function TimeAgainstEstimate({ task }: { task: RunTask }) {
  const isOpen = task.started_at !== null && task.ended_at === null;
  const nowMs = useNow(1000, isOpen);
  const actual = isOpen ? nowMs - Date.parse(task.started_at ?? '') : task.time_ms;
  const band = task.estimate_ms;
  if (band === null) return <>{actual === null ? 'not started' : formatDuration(actual)}</>;
  return (
    <div className="against">
      <span>{actual === null ? 'not started' : formatDuration(actual)}</span>
      <PromiseBar
        band={band}
        actual={actual}
        isOpen={isOpen}
        describe={formatDuration}
        size="head"
      />
      <span className="muted">{againstText(band, isOpen ? null : actual)}</span>
    </div>
  );
}

function againstText(band: Band, actual: number | null): string {
  const planned = `planned ${formatBand(band, formatDuration)}`;
  if (actual === null) return planned;
  return `${planned}, ${KEPT[promiseKept(band, actual)]} the interval`;
}

/** Less than was promised breaks no promise. */
const KEPT = { below: 'below', inside: 'inside', beyond: 'outside' } as const;

function Attempts({ detail }: { detail: TaskDetail }) {
  if (detail.attempts.length === 0) return <>none yet</>;
  return (
    <ol className="attempts">
      {detail.attempts.map((attempt) => (
        <li key={attempt.attempt} title={attempt.reason ?? undefined}>
          {attempt.attempt}. {formatClock(attempt.started_at, MACHINE_ZONE)}{' '}
          {attempt.outcome ?? 'running'}
          {attempt.failure_class === null ? null : (
            <span className="muted"> ({attempt.failure_class.replace('_', ' ')})</span>
          )}{' '}
          <span className="muted">{attempt.executor}</span>
        </li>
      ))}
    </ol>
  );
}
