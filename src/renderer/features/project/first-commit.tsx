import type { Output, plmsContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { countOf } from '#shared/present/format-count.ts';
import { GitCommitHorizontal } from 'lucide-react';
import { useClients } from '../../data/clients-context.ts';
import { type QueryKey, queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import './project.css';

interface Props {
  /** Why something was refused, or null. */
  error: unknown;
  repo: string;
  /** What changes with the commit, beside the list of repositories. */
  refreshes?: readonly QueryKey[];
}

/**
 * What went wrong; where a first commit is the cure, with the button that makes it, and then with
 * what is in it.
 */
export function ErrorOrFirstCommit({ error, repo, refreshes = [] }: Props) {
  const { plms } = useClients();
  const making = useAction(plms.initRepository, {
    refreshes: [queryKeys.repositories, ...refreshes],
  });
  const made = making.variables?.path === repo ? making.data : undefined;
  const isCurable = error instanceof AppError && error.code === 'no_first_commit';
  if (made !== undefined && (isCurable || error === null)) return <Made made={made} />;
  if (!isCurable) return <ErrorNote error={error} />;
  return (
    <div className="first-commit">
      <ErrorNote error={error} />
      <div>
        <Button
          icon={<GitCommitHorizontal aria-hidden />}
          isDisabled={making.isPending}
          onPress={() => making.mutate({ path: repo })}
        >
          {making.isPending ? 'Committing…' : 'Make the first commit'}
        </Button>
      </div>
      <ErrorNote error={making.error} />
    </div>
  );
}

function Made({ made }: { made: Output<(typeof plmsContract)['initRepository']> }) {
  const { path, branch, commit, files, left_out, note } = made;
  return (
    <output className="note" data-tone="done">
      <div className="note-text">
        <strong>
          {countOf(files, 'file')} on {branch}, commit{' '}
          <span className="mono">{commit.slice(0, 10)}</span>
        </strong>
        <p className="wrap-anywhere">
          {path} has its first commit. {note} Go on as before.
        </p>
        {left_out.length === 0 ? null : (
          <ul className="first-commit-left" aria-label="Left out of the first commit">
            {left_out.map((one) => (
              <li key={one.path} className="wrap-anywhere">
                Left out: <span className="mono">{one.path}</span> {one.why}
              </li>
            ))}
          </ul>
        )}
      </div>
    </output>
  );
}
