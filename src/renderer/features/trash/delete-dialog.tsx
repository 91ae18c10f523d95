import { Trash2 } from 'lucide-react';
import type { DeletionPreview, TrashItem } from '#shared/contract/trash-schemas.ts';
import { deletionText } from '#shared/present/deletion-text.ts';
import { useClients } from '../../data/clients-context.ts';
import { useDeletion, useProjects } from '../../data/queries.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { type Route, routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { type DeletionWish, useTrashStore } from './trash-store.ts';

/** Lists what goes, what is nowhere else and what stays, before anything is deleted. */
export function DeleteDialog({ wish, route }: { wish: DeletionWish; route: Route }) {
  const { dismiss } = useTrashStore();
  const preview = useDeletion(wish);
  const deleting = useDeleting(route);
  const { data } = preview;
  const isReady = data !== undefined && data.blocked === null && !deleting.isPending;
  return (
    <AskDialog
      title={
        data === undefined ? `Delete this ${wish.kind}?` : `Delete ${data.kind} “${data.name}”?`
      }
      keep="Keep it"
      onClose={dismiss}
      confirm={
        <Button
          look="danger"
          icon={<Trash2 aria-hidden />}
          isDisabled={!isReady}
          onPress={() => deleting.mutate(wish)}
        >
          {deleting.isPending ? 'Moving…' : 'Move to trash'}
        </Button>
      }
    >
      <ErrorNote error={preview.error ?? deleting.error} />
      {preview.isPending ? <Skeleton rows={6} label="what goes" /> : null}
      {data === undefined ? null : <PreviewLists preview={data} />}
    </AskDialog>
  );
}

function PreviewLists({ preview }: { preview: DeletionPreview }) {
  const { goes, only, stays } = deletionText(preview);
  return (
    <>
      {preview.blocked === null ? null : (
        <p className="note" data-tone="blocked" role="alert">
          {preview.blocked}
        </p>
      )}
      {only.length === 0 ? null : (
        <section className="ask-only" data-tone="blocked">
          <h3>Is nowhere else</h3>
          <Lines lines={only} />
        </section>
      )}
      <h3>Goes to the trash</h3>
      <Lines lines={goes} />
      <h3>Stays</h3>
      <Lines lines={stays} />
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="ask-lines">
      {lines.map((line) => (
        <li
          key={line}
          className={line.startsWith('  ') ? 'ask-named mono wrap-anywhere' : 'wrap-anywhere'}
        >
          {line.trim()}
        </li>
      ))}
    </ul>
  );
}

function useDeleting(route: Route) {
  const { pas, plms } = useClients();
  const { dismiss, setDeleted } = useTrashStore();
  const projects = useProjects().data?.projects ?? [];
  return useAction<DeletionWish, TrashItem>(
    (wish, options) =>
      wish.kind === 'run'
        ? pas.deleteRun({ run_id: wish.runId }, options)
        : plms.deleteProject({ project_id: wish.projectId }, options),
    {
      refreshes: [queryKeys.trash, queryKeys.runs, queryKeys.projects],
      onDone: (item) => {
        const next = leaving(route, item, projects);
        if (next !== null) navigate(next, 'replace');
        dismiss();
        setDeleted(item);
      },
    },
  );
}

/** Where to go when the place that is shown was deleted; null to stay. */
function leaving(
  route: Route,
  item: TrashItem,
  projects: readonly { project_id: number }[],
): Route | null {
  const { project_id: projectId } = item;
  if (item.kind === 'project') return isOf(route, item) ? routeTo('projects') : null;
  if (route.place !== 'run' || route.runId !== item.run_id) return null;
  const isListed = projects.some((project) => project.project_id === projectId);
  return isListed ? routeTo('project', { projectId, view: 'runs' }) : routeTo('now');
}

function isOf(route: Route, item: TrashItem): boolean {
  return (
    route.place === 'run' || (route.place === 'project' && route.projectId === item.project_id)
  );
}
