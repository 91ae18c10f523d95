import type { ExplainedGate, ExplainedTest, Finding } from '#shared/contract/pas/outcome.ts';
import { countOf } from '#shared/present/format-count.ts';
import { SquarePen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { CodeFrameView } from './code-frame-view.tsx';
import { placeText } from './place-text.ts';
import { useFailures } from './use-failures.ts';
import { useOpenFile } from './use-open-file.ts';
import './failures.css';

interface Props {
  runId: string;
  /** Only of this task; null: of the whole run. */
  taskId: string | null;
}

/** A page of findings; more are shown on asking. */
const PAGE = 30;

/** Every failed test and finding, the first one open. Nothing where nothing failed. */
export function FailureList({ runId, taskId }: Props) {
  const { gates, error } = useFailures(runId, taskId, true);
  if (error !== null) return <ErrorNote error={error} />;
  return gates.map((gate) => (
    <GateFailures key={`${gate.task_id ?? ''} ${gate.kpi_name}`} runId={runId} gate={gate} />
  ));
}

function GateFailures({ runId, gate }: { runId: string; gate: ExplainedGate }) {
  const open = useOpenFile(runId);
  const [shown, setShown] = useState(PAGE);
  const unnamed = (gate.failed ?? 0) - gate.tests.length;
  const findings = gate.findings.slice(0, shown);
  return (
    <section className="failures" aria-label={`Why ${gate.kpi_name} does not hold`}>
      <h3 className="failures-head">
        <span className="mono">{gate.kpi_name}</span> <span>{gate.rule}</span>
      </h3>
      <ErrorNote error={open.error} />
      <ul data-list>
        {gate.tests.map((test, at) => (
          <li key={test.id}>
            <FailedTest
              test={test}
              isOpen={at === 0}
              onOpen={() => test.file !== null && open.mutate({ file: test.file, line: test.line })}
            />
          </li>
        ))}
        {findings.map((finding) => (
          <li key={`${placeText(finding)} ${finding.message}`}>
            <FindingRow
              finding={finding}
              onOpen={() =>
                finding.file !== null && open.mutate({ file: finding.file, line: finding.line })
              }
            />
          </li>
        ))}
      </ul>
      {gate.findings.length > shown ? (
        <p className="failures-more">
          <Button onPress={() => setShown(gate.findings.length)}>
            Show {countOf(gate.findings.length - shown, 'more finding')}
          </Button>
        </p>
      ) : null}
      {unnamed > 0 ? <p className="failures-more">and {countOf(unnamed, 'more test')}</p> : null}
      <ByHand command={gate.by_hand} label="All of it by hand" />
    </section>
  );
}

interface FailedTestProps {
  test: ExplainedTest;
  isOpen: boolean;
  onOpen: () => void;
}

function FailedTest({ test, isOpen, onOpen }: FailedTestProps) {
  const place = placeText(test);
  return (
    <details className="failure" open={isOpen}>
      <summary data-row>
        <span className="failure-sign" aria-hidden>
          ✕
        </span>
        <span className="wrap-anywhere failure-name">{test.id}</span>
        {place === null ? null : <span className="mono failure-place">{place}</span>}
      </summary>
      <div className="failure-body">
        {test.message === '' ? null : <p className="failure-message">{test.message}</p>}
        {test.expected === null && test.got === null ? null : (
          <dl className="failure-values">
            <dt>expected</dt>
            <dd className="mono">{test.expected ?? 'not said'}</dd>
            <dt>got</dt>
            <dd className="mono">{test.got ?? 'not said'}</dd>
          </dl>
        )}
        {test.frame === null ? null : <CodeFrameView frame={test.frame} line={test.line} />}
        {test.output === null ? null : <Text label="It printed" text={test.output} />}
        {test.trace === null ? null : (
          <details className="failure-trace">
            <summary>In the words of its runner</summary>
            <Text label="Trace" text={test.trace} />
          </details>
        )}
        {test.file === null ? null : (
          <Button icon={<SquarePen aria-hidden />} onPress={onOpen}>
            Open in editor
          </Button>
        )}
        <ByHand command={test.by_hand} label="By hand" />
      </div>
    </details>
  );
}

function FindingRow({ finding, onOpen }: { finding: Finding; onOpen: () => void }) {
  const column = finding.column === null ? '' : `:${finding.column}`;
  return (
    <button
      type="button"
      className="finding"
      data-row
      title="Open in editor"
      onClick={onOpen}
      disabled={finding.file === null}
    >
      <span className="mono">{`${placeText(finding) ?? ''}${column}`}</span>
      <span className="wrap-anywhere">{finding.message}</span>
    </button>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <ScrollRegion as="pre" className="failure-text" label={label}>
      {text}
    </ScrollRegion>
  );
}

function ByHand({ command, label }: { command: string; label: string }) {
  return (
    <p className="failure-hand">
      <span className="muted">{label}</span> <code className="wrap-anywhere">{command}</code>
    </p>
  );
}
