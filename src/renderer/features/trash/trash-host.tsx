import { lazy, Suspense } from 'react';
import type { Route } from '../../navigation/route.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { useTrashStore } from './trash-store.ts';
import { UndoToast } from './undo-toast.tsx';

// A deletion is rare: its dialog is loaded when first asked for.
const DeleteDialog = lazy(async () => ({
  default: (await import('./delete-dialog.tsx')).DeleteDialog,
}));

/** Holds the dialog of a deletion, and the way back after it. */
export function TrashHost({ route }: { route: Route }) {
  const { asked, deleted } = useTrashStore();
  return (
    <ErrorBoundary>
      {deleted === null ? null : <UndoToast key={deleted.trash_id} deleted={deleted} />}
      {asked === null ? null : (
        <Suspense>
          <DeleteDialog wish={asked} route={route} />
        </Suspense>
      )}
    </ErrorBoundary>
  );
}
