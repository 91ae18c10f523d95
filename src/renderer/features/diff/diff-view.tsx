import type { ChangedFile } from '#shared/contract/pas/outcome.ts';
import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { useQuery } from '@tanstack/react-query';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { FilePatch } from './file-patch.tsx';
import './diff.css';

interface Props {
  run: RunStatus;
  /** The chosen file; null or one that is not there: the first. */
  file: string | null;
  onSelect: (file: string) => void;
}

/** What the run changed against the commit it began from, file by file. */
export function DiffView({ run, file, onSelect }: Props) {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.changes(run.run_id),
    queryFn: () => pas.runChanges({ run_id: run.run_id }),
    enabled: run.worktree_path !== null,
  });
  if (run.worktree_path === null) return <Nothing>It worked in no repository.</Nothing>;
  const { data } = read;
  const chosen = data?.files.find(({ path }) => path === file) ?? data?.files[0];
  return (
    <div className="diff-view">
      <ErrorNote error={read.error} />
      {read.isPending ? <Skeleton rows={8} label="the changes" /> : null}
      {data === undefined || chosen !== undefined ? null : (
        <Nothing>
          {data.from === null
            ? 'Neither its worktree nor its branch is there any more.'
            : 'The run has written nothing so far.'}
        </Nothing>
      )}
      {data === undefined || chosen === undefined ? null : (
        <>
          <nav className="diff-files" aria-label="Changed files">
            <p className="muted">
              {countOf(data.total, 'file')}, +{formatCount(data.additions)} −
              {formatCount(data.deletions)}
            </p>
            <ul data-list>
              {data.files.map((each) => (
                <li key={each.path}>
                  <button
                    type="button"
                    className="diff-file"
                    data-row
                    aria-current={each.path === chosen.path}
                    onClick={() => onSelect(each.path)}
                  >
                    <FileLabel file={each} />
                  </button>
                </li>
              ))}
            </ul>
            {data.total > data.files.length ? (
              <p className="muted">
                and {countOf(data.total - data.files.length, 'more file')} in its worktree
              </p>
            ) : null}
          </nav>
          <FilePatch key={chosen.path} runId={run.run_id} file={chosen} />
        </>
      )}
    </div>
  );
}

const SIGNS: Readonly<Record<ChangedFile['status'], { sign: string; word: string }>> = {
  added: { sign: 'A', word: 'added' },
  modified: { sign: 'M', word: 'modified' },
  deleted: { sign: 'D', word: 'deleted' },
  renamed: { sign: 'R', word: 'renamed' },
  type_changed: { sign: 'T', word: 'of another kind' },
};

function FileLabel({ file }: { file: ChangedFile }) {
  const { sign, word } = SIGNS[file.status];
  return (
    <>
      <span className="diff-sign" data-status={file.status} title={word}>
        <span aria-hidden>{sign}</span>
        <span className="visually-hidden">{word}</span>
      </span>
      <span className="mono diff-path">{file.path}</span>
      <span className="diff-count">
        {file.additions === null ? 'not text' : `+${file.additions} −${file.deletions ?? 0}`}
      </span>
    </>
  );
}

function Nothing({ children }: { children: React.ReactNode }) {
  return (
    <EmptyState title="No changes" command="vp diff">
      {children}
    </EmptyState>
  );
}
