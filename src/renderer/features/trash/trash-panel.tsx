import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TrashItem } from '#shared/contract/trash-schemas.ts';
import { contentsText } from '#shared/present/deletion-text.ts';
import { countOf } from '#shared/present/format-count.ts';
import { useClients } from '../../data/clients-context.ts';
import { useTrash } from '../../data/queries.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AskDialog } from './ask-dialog.tsx';
import './trash.css';

const refreshes = [queryKeys.trash, queryKeys.runs, queryKeys.projects];

/** What was deleted: to restore, or to remove for good. */
export function TrashPanel() {
  const trash = useTrash();
  const [emptying, setEmptying] = useState<TrashItem | null>(null);
  return (
    <Panel title="Trash" aside={<KeptFor days={trash.data?.keep_days} />}>
      <ErrorNote error={trash.error} />
      {trash.isPending ? <Skeleton rows={2} label="the trash" /> : null}
      {trash.data === undefined ? null : (
        <DataTable
          label="Trash"
          density="touch"
          columns={columnsWith(setEmptying)}
          rows={trash.data.items}
          keyOf={(item) => item.trash_id}
          empty={<p className="panel-none">The trash is empty.</p>}
        />
      )}
      {emptying === null ? null : <EmptyDialog item={emptying} onClose={() => setEmptying(null)} />}
    </Panel>
  );
}

function KeptFor({ days }: { days: number | undefined }) {
  if (days === undefined) return null;
  return `What is deleted is kept for ${countOf(days, 'day')}, then removed for good. vp trash keep DAYS changes that.`;
}

function columnsWith(empty: (item: TrashItem) => void): readonly Column<TrashItem>[] {
  return [
    { id: 'name', head: 'Name', room: 'wrap', cell: (item) => item.name },
    { id: 'kind', from: 'tablet', head: 'Kind', look: 'muted', cell: (item) => item.kind },
    {
      id: 'holds',
      from: 'desktop',
      head: 'Holds',
      room: 'wrap',
      look: 'muted',
      cell: (item) => item.problem ?? contentsText(item.goes)[0],
    },
    {
      id: 'deleted',
      from: 'desktop',
      head: 'Deleted',
      isNumber: true,
      cell: (item) => <Moment iso={item.deleted_at} />,
    },
    {
      id: 'until',
      from: 'tablet',
      head: 'Kept until',
      isNumber: true,
      cell: (item) => <Moment iso={item.removed_at} />,
    },
    { id: 'do', head: '', cell: (item) => <ItemActions item={item} empty={empty} /> },
  ];
}

function ItemActions({ item, empty }: { item: TrashItem; empty: (item: TrashItem) => void }) {
  const { pas } = useClients();
  const restoring = useAction(pas.restoreFromTrash, { refreshes });
  return (
    <>
      <span className="trash-actions">
        <Button
          icon={<RotateCcw aria-hidden />}
          aria-label={`Restore ${item.name}`}
          isDisabled={restoring.isPending}
          onPress={() => restoring.mutate({ trash_id: item.trash_id })}
        >
          Restore
        </Button>
        <Button
          look="quiet"
          icon={<Trash2 aria-hidden />}
          aria-label={`Remove ${item.name} for good`}
          onPress={() => empty(item)}
        >
          Remove
        </Button>
      </span>
      <ErrorNote error={restoring.error} />
    </>
  );
}

/** Asks again, for the name: nothing brings it back after this. */
function EmptyDialog({ item, onClose }: { item: TrashItem; onClose: () => void }) {
  const { pas } = useClients();
  const [name, setName] = useState('');
  const emptying = useAction(pas.emptyTrash, { refreshes, onDone: onClose });
  const isNamed = name === item.name;
  return (
    <AskDialog
      title={`Remove “${item.name}” for good?`}
      keep="Keep it"
      onClose={onClose}
      confirm={
        <Button
          look="danger"
          isDisabled={!isNamed || emptying.isPending}
          onPress={() => emptying.mutate({ trash_id: item.trash_id, name })}
        >
          Remove for good
        </Button>
      }
    >
      <ErrorNote error={emptying.error} />
      <p>Nothing brings it back after this. Only the figures of what was spent stay.</p>
      <TextField label={`Type ${item.name} to remove it`} value={name} onChange={setName} mono />
    </AskDialog>
  );
}
