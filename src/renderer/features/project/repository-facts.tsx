import type { RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';

/** What looking at the repository found, where each command stands, and what is missing. */
export function RepositoryFactsPanel({ facts }: { facts: RepositoryFacts }) {
  const languages = facts.languages.map((one) => `${one.name} (${one.files})`).join(', ');
  return (
    <>
      <Panel title="Repository" aside="looked at, nothing of it was run">
        <dl className="fact-list">
          <dt>Path</dt>
          <dd className="mono wrap-anywhere">{facts.path}</dd>
          <dt>Branch</dt>
          <dd className="mono">
            {facts.branch ?? 'none: HEAD is detached; a merge asks which branch gets the work'}
          </dd>
          <dt>Commit</dt>
          <dd className="mono">{facts.commit?.slice(0, 12) ?? 'none'}</dd>
          <dt>Changes</dt>
          <dd>{facts.dirty ? changesText(facts) : 'none'}</dd>
          {facts.lacks.length === 0 ? null : (
            <>
              <dt>A run lacks</dt>
              <dd className="wrap-anywhere">{facts.lacks.join(' ')}</dd>
            </>
          )}
          <dt>Languages</dt>
          <dd>{languages === '' ? 'none recognised' : languages}</dd>
        </dl>
      </Panel>
      <CommandTable facts={facts} />
    </>
  );
}

function changesText({ uncommitted }: RepositoryFacts): string {
  const changes = uncommitted === undefined ? 'not all committed' : `${uncommitted} uncommitted`;
  return `${changes}: runs start from the commit unless the start takes them along`;
}

type Step =
  | RepositoryFacts['commands'][number]
  | (RepositoryFacts['missing'][number] & { command: null });

const COLUMNS: readonly Column<Step>[] = [
  { id: 'step', head: 'Step', width: 120, cell: ({ step }) => step },
  {
    id: 'command',
    head: 'Command',
    look: 'mono',
    cell: ({ command }) => command?.join(' '),
  },
  {
    id: 'found',
    head: 'Found in',
    look: 'mono muted',
    cell: (step) => (step.command === null ? null : step.found_in),
  },
  {
    id: 'report',
    head: 'Results read as',
    look: 'muted',
    cell: (step) => (step.command === null ? null : (step.report ?? 'exit code only')),
  },
];

function CommandTable({ facts }: { facts: RepositoryFacts }) {
  const missing = facts.missing.map((step) => ({ ...step, command: null }));
  return (
    <Panel title="Commands">
      <DataTable<Step>
        label="Commands"
        columns={COLUMNS}
        rows={[...facts.commands, ...missing]}
        keyOf={({ step }) => step}
        instead={(step) =>
          step.command === null ? { from: 'command', content: `missing: ${step.reason}` } : null
        }
      />
    </Panel>
  );
}
