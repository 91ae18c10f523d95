import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { hrefTo, routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useRepositories } from '../../data/queries.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ErrorOrFirstCommit } from '../project/first-commit.tsx';
import { RepositoryField } from '../project/repository-field.tsx';

/**
 * Opens a repository by path, picker or from the recent ones, and goes on to a new project in it.
 */
export function OpenRepository() {
  const { plms } = useClients();
  const [path, setPath] = useState('');
  const opening = useAction(plms.openRepository, {
    refreshes: [queryKeys.repositories],
    onDone: ({ facts }) => navigate(routeTo('new-project', { repo: facts.path })),
  });
  return (
    <Panel title="Repositories">
      <Form
        className="repository-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') opening.mutate({ path: path.trim() });
        }}
      >
        <RepositoryField value={path} onChange={setPath} label="Open a repository" />
        <div>
          <Button
            type="submit"
            isDisabled={path.trim() === '' || opening.isPending}
            icon={<FolderOpen aria-hidden />}
          >
            {opening.isPending ? 'Looking at it…' : 'Open'}
          </Button>
        </div>
        <ErrorOrFirstCommit error={opening.error} repo={opening.variables?.path ?? ''} />
      </Form>
      <RecentRepositories />
    </Panel>
  );
}

function RecentRepositories() {
  const recent = useRepositories().data?.repositories ?? [];
  if (recent.length === 0) return null;
  return (
    <ul data-list>
      {recent.map((repository) => (
        <li key={repository.path}>
          <a
            data-row
            className="repository-row"
            href={hrefTo('new-project', { repo: repository.path })}
            title={`New project in ${repository.path}`}
          >
            <span>{repository.name}</span>
            <span className="clip muted mono">{repository.path}</span>
            <span className="muted">
              <Moment iso={repository.last_opened_at} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
