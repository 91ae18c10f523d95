import type { ChangedFile } from '#shared/contract/pas/outcome.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { countOf } from '#shared/present/format-count.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { patchRows, type PatchRow, type Piece } from './patch-rows.ts';

/** A page of a long patch; more is shown on asking. */
const PAGE = 500;

interface Props {
  runId: string;
  file: ChangedFile;
}

/** What the run changed in one file. Secrets are labels; pressing one shows the file's secrets. */
export function FilePatch({ runId, file }: Props) {
  const { pas } = useClients();
  const part = {
    run_id: runId,
    path: file.path,
    ...(file.old_path === null ? {} : { old_path: file.old_path }),
  };
  const read = useQuery({
    queryKey: queryKeys.diff(runId, file.path),
    queryFn: () => pas.runDiff(part),
  });
  const [revealed, setRevealed] = useState<string | null>(null);
  const reveal = useAction<null, { patch: string }>(() => pas.revealDiff(part), {
    refreshes: [],
    onDone: ({ patch }) => setRevealed(patch),
  });
  const patch = revealed ?? read.data?.patch ?? null;
  const secrets = read.data?.secrets ?? 0;
  return (
    <section className="file-patch" aria-label={`Changes in ${file.path}`}>
      <header className="file-patch-head">
        <h3 className="mono wrap-anywhere">
          {file.old_path === null ? file.path : `${file.old_path} → ${file.path}`}
        </h3>
        <span className="muted">{linesText(file)}</span>
        {secrets === 0 ? null : (
          <Button
            look="quiet"
            onPress={() => (revealed === null ? reveal.mutate(null) : setRevealed(null))}
          >
            {revealed === null ? `Reveal ${countOf(secrets, 'secret')}` : 'Hide secrets'}
          </Button>
        )}
      </header>
      <ErrorNote error={read.error ?? reveal.error} />
      {read.isPending ? <Skeleton rows={8} label="the changes" /> : null}
      {patch === null ? null : <Patch patch={patch} onReveal={() => reveal.mutate(null)} />}
      {read.data?.truncated === true ? (
        <p className="diff-note">The patch goes on; open the file to see the rest.</p>
      ) : null}
    </section>
  );
}

function linesText({ additions, deletions }: ChangedFile): string {
  return additions === null ? 'not text' : `+${additions} −${deletions ?? 0}`;
}

function Patch({ patch, onReveal }: { patch: string; onReveal: () => void }) {
  const rows = useMemo(() => patchRows(patch), [patch]);
  const [shown, setShown] = useState(PAGE);
  if (rows.length === 0) {
    return <p className="diff-note">Only its name or mode changed, or it is not text.</p>;
  }
  return (
    <>
      <ScrollRegion as="div" className="diff-scroll" label="Lines of the patch">
        <table className="diff-table">
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Line after</th>
              <th scope="col">Change</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <Row key={row.key} row={row} onReveal={onReveal} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {shown >= rows.length ? null : (
        <p className="diff-note">
          <Button onPress={() => setShown(shown + 10 * PAGE)}>
            Show {countOf(rows.length - shown, 'more line')}
          </Button>
        </p>
      )}
    </>
  );
}

const MARKS = {
  added: { sign: '+', word: 'added' },
  removed: { sign: '−', word: 'removed' },
  context: { sign: '', word: '' },
} as const;

function Row({ row, onReveal }: { row: PatchRow; onReveal: () => void }) {
  if (row.kind === 'hunk') {
    return (
      <tr className="diff-hunk">
        <td colSpan={4}>{row.text}</td>
      </tr>
    );
  }
  const { sign, word } = MARKS[row.kind];
  return (
    <tr className="diff-line" data-kind={row.kind}>
      <td className="diff-number">{row.before}</td>
      <td className="diff-number">{row.after}</td>
      <td className="diff-mark">
        <span aria-hidden>{sign}</span>
        <span className="visually-hidden">{word}</span>
      </td>
      <td className="diff-text">
        {row.pieces.map((piece, at) => (
          <PieceText key={at} piece={piece} onReveal={onReveal} />
        ))}
      </td>
    </tr>
  );
}

function PieceText({ piece, onReveal }: { piece: Piece; onReveal: () => void }) {
  switch (piece.kind) {
    case 'same':
      return piece.text;
    case 'changed':
      return <em className="diff-changed">{piece.text}</em>;
    case 'secret':
      return (
        <button type="button" className="diff-secret" title="Show it" onClick={onReveal}>
          {piece.text.slice('[secret:'.length, -1)} hidden
        </button>
      );
  }
}
