import { z } from 'zod';

/** A gate of a lane: which KPI is measured and the threshold it must reach. */
export interface LaneGate {
  kpi: string;
  /** `at_least` and `at_most` compare numbers; `is_true` wants true. */
  rule: 'at_least' | 'at_most' | 'is_true';
  threshold: number | boolean;
  /** A required gate that could not be measured keeps a real run from completing. */
  required: boolean;
  /** Why nothing measures this KPI yet; such a gate is never required. */
  notMeasured?: string;
}

/** A lane is a kind of work: its own concurrency cap, tool allowlist, gates and synthetic delays. */
export interface LaneConfig {
  name: string;
  /** Most tasks of this lane that may run at the same time. */
  cap: number;
  /** Programs (argv[0] base names) that tool tasks of this lane may run. */
  allowedTools: readonly string[];
  gates: readonly LaneGate[];
  /** Range of a synthetic task's delay, in seconds at time scale 1. */
  syntheticSeconds: readonly [number, number];
}

const codeGates: readonly LaneGate[] = [
  { kpi: 'test_pass_rate', rule: 'at_least', threshold: 0.9, required: true },
  { kpi: 'linter_pass', rule: 'is_true', threshold: true, required: false },
  { kpi: 'build_success', rule: 'is_true', threshold: true, required: false },
];

const buildTools = [
  'npm',
  'npx',
  'pnpm',
  'yarn',
  'bun',
  'node',
  'tsc',
  'vitest',
  'jest',
  'mocha',
  'eslint',
  'oxlint',
  'oxfmt',
  'biome',
  'prettier',
  'vite',
  'electron-vite',
  'knip',
  'python',
  'python3',
  'pytest',
  'ruff',
  'mypy',
  'flake8',
  'pylint',
  'uv',
  'poetry',
  'tox',
  'nox',
  'go',
  'gofmt',
  'golangci-lint',
  'cargo',
  'rustc',
  'make',
  'cmake',
  'ctest',
  'ninja',
  'mvn',
  'gradle',
  'dotnet',
  'bundle',
  'rspec',
  'rake',
  'composer',
  'phpunit',
] as const;

const NO_COPY = 'migrations are not run on a copy of their database yet';

/** The shipped lanes. Adding a lane is adding an entry. */
export const DEFAULT_LANES: readonly LaneConfig[] = [
  {
    name: 'Code-Impl',
    cap: 6,
    allowedTools: buildTools,
    gates: codeGates,
    syntheticSeconds: [5, 15],
  },
  {
    name: 'Code-API-Design',
    cap: 4,
    allowedTools: buildTools,
    gates: codeGates,
    syntheticSeconds: [3, 10],
  },
  {
    name: 'Data-Schema',
    cap: 2,
    allowedTools: ['sqlite3', 'psql', 'pg_dump', 'python', 'python3', 'node', 'npm', 'npx', 'make'],
    gates: [
      {
        kpi: 'schema_diff',
        rule: 'at_most',
        threshold: 0,
        required: false,
        notMeasured: `${NO_COPY}, so there are no two schemas to compare`,
      },
      {
        kpi: 'migration_success',
        rule: 'is_true',
        threshold: true,
        required: false,
        notMeasured: NO_COPY,
      },
      {
        kpi: 'row_count_delta',
        rule: 'at_most',
        threshold: 0.05,
        required: false,
        notMeasured: `${NO_COPY}, so there are no rows to count`,
      },
    ],
    syntheticSeconds: [3, 8],
  },
  {
    name: 'Narrative',
    cap: 4,
    allowedTools: ['pandoc', 'vale', 'markdownlint', 'python3', 'node', 'npx'],
    gates: [
      { kpi: 'BLEU', rule: 'at_least', threshold: 0.4, required: true },
      { kpi: 'readability', rule: 'at_most', threshold: 12, required: false },
    ],
    syntheticSeconds: [10, 20],
  },
  {
    name: 'Graph-Ops',
    cap: 2,
    allowedTools: ['ctags', 'git', 'node', 'python3'],
    gates: [{ kpi: 'edge_count_delta', rule: 'at_most', threshold: 0.05, required: true }],
    syntheticSeconds: [4, 12],
  },
  {
    name: 'Vector-Ops',
    cap: 4,
    allowedTools: ['git', 'node', 'python3'],
    gates: [{ kpi: 'index_freshness', rule: 'at_most', threshold: 120, required: true }],
    syntheticSeconds: [2, 5],
  },
];

export const laneNameSchema = z.string().min(1).max(64);
