import type { RuleFacts } from '#shared/contract/pas-schemas.ts';
import { shownActionText } from '#shared/present/shown-action-text.ts';
import { useClients } from '../../data/clients-context.ts';
import { useRules } from '../../data/queries.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';

const COLUMNS: readonly Column<RuleFacts>[] = [
  {
    id: 'what',
    head: 'What',
    room: 'wrap',
    look: 'mono',
    cell: ({ shown }) => shownActionText(shown),
  },
  {
    id: 'in',
    head: 'In',
    room: 'wrap',
    look: 'mono muted',
    from: 'tablet',
    cell: ({ shown }) => shown.repo ?? 'a scratch folder',
  },
  {
    id: 'decision',
    head: 'Decision',
    cell: ({ decision }) => (decision === 'allow' ? 'allowed' : 'refused'),
  },
  {
    id: 'scope',
    head: 'How far',
    room: 'wrap',
    cell: ({ scope, scope_ref: ref }) => SCOPE_WORDS[scope](ref ?? ''),
  },
  {
    id: 'by',
    head: 'By',
    look: 'muted',
    from: 'desktop',
    cell: ({ actor, created_at: at }) => (
      <>
        {actor}, <Moment iso={at} />
      </>
    ),
  },
  {
    id: 'until',
    head: 'Until',
    look: 'muted',
    from: 'tablet',
    cell: ({ expires_at: at }) => (at === null ? 'revoked' : <Moment iso={at} />),
  },
  { id: 'revoke', head: 'Revoke', cell: (rule) => <Revoke rule={rule} /> },
];

const SCOPE_WORDS: Readonly<Record<RuleFacts['scope'], (ref: string) => string>> = {
  once: () => 'one task',
  run: (ref) => `run ${ref}`,
  project: (ref) => `project ${ref}`,
  always: () => 'always',
};

/** What was decided about commands and repositories, and the way to take it back. */
export function RuleSettings() {
  const rules = useRules();
  return (
    <Panel
      title="Rules"
      aside="What you decided about commands and repositories. What a revoked rule was about asks again."
    >
      <ErrorNote error={rules.error} />
      {rules.isPending ? <Skeleton rows={2} label="rules" /> : null}
      {rules.data === undefined ? null : (
        <DataTable
          label="Rules"
          density="touch"
          columns={COLUMNS}
          rows={rules.data.rules}
          keyOf={(rule) => rule.rule_id}
          empty={<p className="setting muted">Nothing was decided yet.</p>}
        />
      )}
    </Panel>
  );
}

function Revoke({ rule }: { rule: RuleFacts }) {
  const { pas } = useClients();
  const revoking = useAction(pas.revokeRule, { refreshes: [queryKeys.rules, queryKeys.runs] });
  return (
    <>
      <Button
        aria-label={`Revoke rule ${rule.rule_id}`}
        isDisabled={revoking.isPending}
        onPress={() => revoking.mutate({ rule_id: rule.rule_id })}
      >
        Revoke
      </Button>
      <ErrorNote error={revoking.error} />
    </>
  );
}
