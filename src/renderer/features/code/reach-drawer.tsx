import type { codeIndexContract, Output } from '#shared/contract/contract.ts';
import { countOf } from '#shared/present/format-count.ts';
import { Drawer } from '../../ui/drawer.tsx';
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
    <Drawer
      label={`Reach of ${file}`}
      title={<span className="mono">{file}</span>}
      detail={reach === undefined ? '' : `a change reaches ${countOf(files.length, 'file')}`}
      onClose={onClose}
    >
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
    </Drawer>
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
