import type { codeIndexContract } from '../code-index.ts';
import type { ExamplesOf } from './examples-of.ts';

export const codeIndexExamples: ExamplesOf<typeof codeIndexContract> = {
  refreshIndex: { full: false },
  queryIndex: { kind: 'who_calls', symbol: 'sum', k: 20 },
  snapshotIndex: {},
  diffSnapshots: { from: '2026-01-05T09-00-00Z', to: '2026-01-06T09-00-00Z' },
  listSnapshots: {},
  dependencyGraph: { level: 'files', limit: 500 },
  listIndexes: {},
  indexHealth: {},
  openInEditor: { file: 'sum.js', line: 1, column: 0 },
  indexEvents: {},
};
