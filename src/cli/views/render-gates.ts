import type { Gate } from '#shared/contract/pas-schemas.ts';
import type { Evidence } from '#shared/evidence.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { againstBaseText } from '#shared/present/against-base-text.ts';
import { gateRule } from '#shared/present/gate-rule.ts';
import { gateVisual } from '#shared/present/gate-visual.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import { wholeByHand } from '#shared/present/whole-by-hand.ts';
import { renderTable } from '../terminal/render-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { paintVisual } from './paint-visual.ts';

const COLUMNS = [
  { head: 'gate' },
  { head: 'state' },
  { head: 'value', align: 'right' as const },
  { head: 'needs', align: 'right' as const },
  { head: 'evidence' },
];

/** The gates with what the app saw, then the names of failing tests and reasons. */
export function renderGates(
  gates: readonly Gate[],
  titles: ReadonlyMap<string, string>,
  terminal: Terminal,
): string[] {
  if (gates.length === 0) return [];
  const { colors } = terminal;
  const rows = gates.map((gate) => [
    gate.kpi_name + colors.dim(gate.task_id === null ? '' : ` ${titles.get(gate.task_id) ?? ''}`),
    paintVisual(gateVisual(gate.state), colors),
    gateRule(gate).measured,
    gateRule(gate).wanted,
    colors.dim(gate.evidence === null ? gate.source : describeEvidence(gate.evidence)),
  ]);
  return [
    ...renderTable(COLUMNS, rows, terminal),
    ...gates.flatMap((gate) => explain(gate, terminal)),
  ];
}

/** `npm test · exit 0 · 42 tests · 3.1 s · tree 1a2b3c4d`. */
export function describeEvidence(evidence: Evidence): string {
  if (evidence.command.length === 0) return 'nothing was run';
  const parts = [
    formatArgv(wholeByHand(evidence.command)),
    evidence.exit_code === null ? 'no exit code' : `exit ${evidence.exit_code}`,
    evidence.tests_executed === null ? null : countOf(evidence.tests_executed, 'test'),
    formatDuration(evidence.duration_ms),
    evidence.tree_hash === '' ? null : `tree ${evidence.tree_hash.slice(0, 10)}`,
  ];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

function explain({ state, kpi_name, evidence }: Gate, { colors }: Terminal): string[] {
  if (evidence === null) return [];
  const beside = againstBaseText(evidence).map(([name, text]) => `  ${colors.dim(name)} ${text}`);
  if (state === 'pass') return beside;
  // Each is explained below, unless only its name was kept.
  const names = evidence.failures === undefined ? evidence.tests_failed : [];
  const failing = names.map((name) => `  ${colors.red('✗')} ${name}`);
  const reason = evidence.reason === null ? [] : [`  ${kpi_name}: ${evidence.reason}`];
  return [...reason, ...failing, ...beside];
}
