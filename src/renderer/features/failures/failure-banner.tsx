import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { ExplainedTest } from '#shared/contract/pas/outcome.ts';
import { countOf } from '#shared/present/format-count.ts';
import { hrefTo } from '../../navigation/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { placeText } from './place-text.ts';
import { useFailures } from './use-failures.ts';
import { useOpenFile } from './use-open-file.ts';
import './failures.css';

const MOST_ROWS = 3;

interface Row {
  key: string;
  name: string;
  said: string;
  file: string | null;
  line: number | null;
}

/** The first failures of a run in one row each, and the way to all of them. */
export function FailureBanner({ run }: { run: RunStatus }) {
  const hasFailed = run.gates.some(({ state }) => state === 'fail');
  const { gates } = useFailures(run.run_id, null, hasFailed);
  const open = useOpenFile(run.run_id);
  const rows = gates.flatMap((gate) => [
    ...gate.tests.map(testRow),
    ...gate.findings.map((finding) => ({
      key: `${placeText(finding)} ${finding.message}`,
      name: finding.message,
      said: '',
      file: finding.file,
      line: finding.line,
    })),
  ]);
  const once = [...new Map(rows.map((row) => [row.key, row])).values()];
  if (once.length === 0) return null;
  const rest = once.length - MOST_ROWS;
  return (
    <section className="failure-banner" data-tone="error" aria-label="First failures">
      <ul>
        {once.slice(0, MOST_ROWS).map((row) => (
          <li key={row.key}>
            <span className="failure-sign" aria-hidden>
              ✕
            </span>
            <strong className="wrap-anywhere">{row.name}</strong>
            <span className="wrap-anywhere">{row.said}</span>
            <span className="mono failure-place">{placeText(row)}</span>
            {row.file === null ? null : (
              <Button
                look="quiet"
                aria-label={`Open ${row.file} in the editor`}
                onPress={() => open.mutate({ file: row.file ?? '', line: row.line })}
              >
                Open
              </Button>
            )}
          </li>
        ))}
      </ul>
      <a href={hrefTo('run', { runId: run.run_id, view: 'proof' })}>
        {rest > 0 ? `and ${countOf(rest, 'more failure')}, with` : 'With'} code and output in Proof
      </a>
      <ErrorNote error={open.error} />
    </section>
  );
}

function testRow(test: ExplainedTest): Row {
  const { id, expected, got, message, file, line } = test;
  const isShort = [expected, got].every((value) => value !== null && !value.includes('\n'));
  const said = isShort ? `expected ${expected}, got ${got}` : (message.split('\n')[0] ?? '');
  return { key: id, name: id.split('::').at(-1) ?? id, said, file, line };
}
