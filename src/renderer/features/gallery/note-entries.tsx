import { AppError } from '#shared/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorNote, Skeleton, SyntheticTag, Tag } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Entry } from './entry.tsx';

/** What is said when there is nothing, not yet, or something went wrong. */
export function NoteEntries() {
  return (
    <Panel title="Notes">
      <div className="gallery-wide">
        <Entry name="error, expected">
          <ErrorNote
            error={new AppError('unknown_run', 'There is no run r-1; vp status lists them.')}
          />
        </Entry>
        <Entry name="error, unexpected, with an action">
          <ErrorNote error={new Error('The answer was cut')} action={<Button>Again</Button>} />
        </Entry>
        <Entry name="empty">
          <EmptyState
            title="No project yet"
            command="vp new --name my-project --repo ."
            action={<Button look="primary">New project</Button>}
          >
            A project is a goal in a repository.
          </EmptyState>
        </Entry>
        <Entry name="skeleton">
          <Skeleton rows={3} label="nothing" />
        </Entry>
        <Entry name="tags">
          <SyntheticTag /> <Tag>rehearsal</Tag>
        </Entry>
      </div>
    </Panel>
  );
}
