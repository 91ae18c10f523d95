import { useRef, useState } from 'react';
import type { Approval } from '#shared/contract/pas-schemas.ts';
import { approvalVisual } from '#shared/present/approval-visual.ts';
import { formatArgvWhole } from '#shared/present/format-argv.ts';
import { NONE } from '#shared/present/unknown.ts';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { hrefTo } from '../../navigation/route.ts';
import { useApprovals } from '../../data/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { ShownActionFacts } from '../../ui/shown-action.tsx';
import { type Decision, DecisionForm } from './decision-form.tsx';
import './inbox.css';

const KEYS: Partial<Record<string, Decision>> = { a: 'approve', r: 'reject' };

/** What waits for a person, and what was decided. `a` approves and `r` rejects the focused one. */
export function InboxView() {
  const { data, error, isPending } = useApprovals();
  const pending = data?.approvals.filter((one) => one.status === 'pending') ?? [];
  const decided = data?.approvals.filter((one) => one.status !== 'pending') ?? [];
  return (
    <div className="view">
      <PlaceHead title="Inbox">
        <span className="muted">
          <kbd>j</kbd> <kbd>k</kbd> move, <kbd>a</kbd> approve, <kbd>r</kbd> reject
        </span>
      </PlaceHead>
      <ErrorNote error={error} />
      {isPending ? <Skeleton rows={4} label="the inbox" /> : null}
      {data !== undefined && pending.length === 0 ? (
        <EmptyState title="Nothing waits for you" command="vp status">
          A run that would pass its budget, a command that is not the repository’s own, a repository
          that is not trusted, tests that only an exit code can judge, tests that need a service
          outside of the sandbox, and dependencies that are missing ask here, in the tray and in the
          terminal.
        </EmptyState>
      ) : null}
      <ul data-list>
        {pending.map((approval) => (
          <PendingApproval key={approval.approval_id} approval={approval} />
        ))}
      </ul>
      {decided.length === 0 ? null : <Decided approvals={decided} />}
    </div>
  );
}

function PendingApproval({ approval }: { approval: Approval }) {
  const [decision, setDecision] = useState<Decision>('approve');
  const form = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const chosen = KEYS[event.key];
    if (chosen === undefined) return;
    event.preventDefault();
    setDecision(chosen);
    focusForm(form.current);
  };
  return (
    <li className="approval">
      <div className="approval-question">
        <StatusChip visual={approvalVisual(approval.status)} />
        <button
          type="button"
          className="row-link wrap-anywhere"
          data-row
          aria-keyshortcuts="a r"
          onKeyDown={onKeyDown}
          onClick={() => focusForm(form.current)}
        >
          {approval.question}
        </button>
        <a href={hrefTo('run', { runId: approval.run_id })} title={approval.run_id}>
          {approval.project_name}
        </a>
        <Moment iso={approval.created_at} />
      </div>
      {approval.shown === null ? null : (
        <ShownActionFacts
          shown={approval.shown}
          facts={[
            ['Asked by', approval.asked_by],
            ['Task', approval.task_title],
          ]}
        />
      )}
      <div ref={form}>
        <DecisionForm approval={approval} decision={decision} onDecision={setDecision} />
      </div>
    </li>
  );
}

function focusForm(form: HTMLElement | null): void {
  form?.querySelector('input')?.focus();
}

const DECIDED_COLUMNS: readonly Column<Approval>[] = [
  {
    id: 'question',
    head: 'Question',
    room: 'fill',
    title: questionOf,
    cell: questionOf,
  },
  {
    id: 'decision',
    head: 'Decision',
    cell: (approval) => <StatusChip visual={approvalVisual(approval.status)} />,
  },
  { id: 'by', head: 'By', look: 'muted', cell: (approval) => approval.actor ?? NONE },
  { id: 'reason', head: 'Reason', look: 'muted', cell: (approval) => approval.reason ?? NONE },
  {
    id: 'when',
    head: 'When',
    isNumber: true,
    cell: ({ decided_at: at }) => (at === null ? NONE : <Moment iso={at} />),
  },
];

function questionOf({ question, shown }: Approval): string {
  return shown === null || shown.argv.length === 0 ? question : formatArgvWhole(shown.argv);
}

function Decided({ approvals }: { approvals: readonly Approval[] }) {
  return (
    <Panel title="Decided">
      <DataTable
        label="Decided"
        columns={DECIDED_COLUMNS}
        rows={approvals}
        keyOf={(approval) => approval.approval_id}
      />
    </Panel>
  );
}
