import { Undo2, X } from 'lucide-react';
import { useEffect } from 'react';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { type Deleted, useTrashStore } from './trash-store.ts';
import './trash.css';

/** Long enough to read and to press; the trash in Settings has it for days. */
const SHOWN_MS = 20_000;

function hide(): void {
  useTrashStore.getState().setDeleted(null);
}

/** Says what was deleted, with the way back. */
export function UndoToast({ deleted }: { deleted: Deleted }) {
  const { pas } = useClients();
  const restoring = useAction(pas.restoreFromTrash, {
    refreshes: [queryKeys.trash, queryKeys.runs, queryKeys.projects],
    onDone: hide,
  });
  const isBusy = restoring.isPending || restoring.isError;
  useEffect(() => {
    if (isBusy) return;
    const timer = setTimeout(hide, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isBusy]);
  return (
    <output className="undo-toast">
      <span className="wrap-anywhere">
        The {deleted.kind} “{deleted.name}” is in the trash.
        {deleted.problem === null ? null : ` ${deleted.problem}`}
      </span>
      <Button
        icon={<Undo2 aria-hidden />}
        isDisabled={restoring.isPending}
        onPress={() => restoring.mutate({ trash_id: deleted.trash_id })}
      >
        Undo
      </Button>
      <Button look="quiet" aria-label="Close" icon={<X aria-hidden />} onPress={hide}>
        {null}
      </Button>
      <ErrorNote error={restoring.error} />
    </output>
  );
}
