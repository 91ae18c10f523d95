import { Fragment } from 'react';
import type { Gate } from '#shared/contract/pas-schemas.ts';
import type { Evidence } from '#shared/evidence.ts';
import { againstBaseText } from '#shared/present/against-base-text.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { gateRule } from '#shared/present/gate-rule.ts';
import { gateVisual } from '#shared/present/gate-visual.ts';
import { Tag } from '../../ui/notes.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';

interface Props {
  gate: Gate;
  /** The task's name, or that it is the whole run's; null inside the task's own drawer. */
  owner: string | null;
  isOpen: boolean;
}

/** A gate and, unfolded, the evidence for its state. */
export function GateRow({ gate, owner, isOpen }: Props) {
  const rule = gateRule(gate);
  return (
    <li>
      <details className="gate" open={isOpen}>
        <summary data-row>
          <StatusChip visual={gateVisual(gate.state)} />
          <span className="mono gate-name">{gate.kpi_name}</span>
          <span className="gate-value">
            {rule.measured}
            <span className="muted"> / {rule.wanted}</span>
          </span>
          {owner === null ? null : <span className="clip muted gate-owner">{owner}</span>}
          {gate.source === 'reported' ? (
            <Tag title="A client reported it; the app did not measure it">reported</Tag>
          ) : null}
        </summary>
        {gate.evidence === null ? (
          <p className="evidence-none">No evidence of the app’s own.</p>
        ) : (
          <EvidenceView evidence={gate.evidence} />
        )}
      </details>
    </li>
  );
}

function EvidenceView({ evidence }: { evidence: Evidence }) {
  const tests = evidence.tests_executed;
  return (
    <div className="evidence">
      {evidence.reason === null ? null : <p className="wrap-anywhere">{evidence.reason}</p>}
      {evidence.tests_failed.length === 0 ? null : (
        <>
          <h3>Failing tests</h3>
          <ul className="failing-tests">
            {evidence.tests_failed.map((name) => (
              <li key={name} className="mono wrap-anywhere">
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="fact-list evidence-facts">
        <dt>Command</dt>
        <dd className="mono wrap-anywhere">{evidence.command.join(' ') || 'none'}</dd>
        <dt>Exit code</dt>
        <dd>{evidence.exit_code ?? 'none: it did not end by itself'}</dd>
        <dt>Duration</dt>
        <dd>{formatDuration(evidence.duration_ms)}</dd>
        <dt>Tests</dt>
        <dd>
          {tests === null
            ? 'not a test run'
            : `${tests} executed, ${evidence.tests_failed.length} failed`}
        </dd>
        {againstBaseText(evidence).map(([name, text]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd className="wrap-anywhere">{text}</dd>
          </Fragment>
        ))}
        <dt>Tree</dt>
        <dd className="mono wrap-anywhere">
          {evidence.tree_hash === '' ? 'none' : evidence.tree_hash}
        </dd>
      </dl>
      {evidence.output_tail === '' ? null : (
        <ScrollRegion as="pre" className="output-tail" label="End of the output">
          {evidence.output_tail}
        </ScrollRegion>
      )}
    </div>
  );
}
