import { X } from 'lucide-react';
import type { codeIndexContract, Output } from '#shared/contract/contract.ts';
import { countOf } from '#shared/present/format-count.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Skeleton, Tag } from '../../ui/notes.tsx';

interface Props {
  file: string;
  reach: Output<typeof codeIndexContract.queryIndex> | undefined;
  error: unknown;
  onChoose: (file: string) => void;
  onClose: () => void;
}

/** What a change of one file reaches, nearest first, as text beside the picture. */
export function ReachDrawer({ file, reach, error, onChoose, onClose }: Props) {
  const files = reach === undefined ? [] : nearestFirst(reach.results, file);
  return (
    <aside className="drawer" aria-label={`Reach of ${file}`}>
      <header className="drawer-head">
        <div className="drawer-title">
          <h2 className="mono wrap-anywhere">{file}</h2>
          <p className="muted">
            {reach === undefined ? '' : `a change reaches ${countOf(files.length, 'file')}`}
          </p>
        </div>
        <Button look="quiet" aria-label="Close" onPress={onClose} icon={<X aria-hidden />}>
          {null}
        </Button>
      </header>
      <ErrorNote error={error} />
      {reach === undefined && error === null ? <Skeleton rows={8} label="the reach" /> : null}
      <ol data-list className="code-reach">
        {files.map((reached) => (
          <li key={reached.file}>
            <button
              type="button"
              data-row
              className="row-link mono clip"
              onClick={() => onChoose(reached.file)}
            >
              {reached.file}
            </button>
            {reached.isTest ? <Tag title="Runs as a test">test</Tag> : null}
            <span className="muted">{countOf(reached.steps, 'step')}</span>
          </li>
        ))}
      </ol>
    </aside>
  );
}

function nearestFirst(results: NonNullable<Props['reach']>['results'], chosen: string) {
  const files = new Map<string, { file: string; steps: number; isTest: boolean }>();
  for (const { file, distance = 1, is_test: isTest = false } of results) {
    const known = files.get(file);
    if (file === chosen || (known !== undefined && known.steps <= distance)) continue;
    files.set(file, { file, steps: distance, isTest: isTest || known?.isTest === true });
  }
  return [...files.values()].toSorted((a, b) => a.steps - b.steps || (a.file < b.file ? -1 : 1));
}
