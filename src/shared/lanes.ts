import { z } from 'zod';
import type { KpiOf } from './kpis.ts';

interface GateRule {
  /** A required gate that could not be measured keeps a real run from completing. */
  required: boolean;
}

/**
 * A gate of a lane: which KPI is measured and the threshold it must reach. `at_least` and
 * `at_most` compare numbers; `is_true` requires true.
 */
export type LaneGate = GateRule &
  (
    | { kpi: KpiOf<'number'>; rule: 'at_least' | 'at_most'; threshold: number }
    | { kpi: KpiOf<'flag'>; rule: 'is_true'; threshold: true }
  );

interface LaneShape {
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
  'bunx',
  'deno',
  'node',
  'tsx',
  'ts-node',
  'tsc',
  'vitest',
  'jest',
  'mocha',
  'ava',
  'tap',
  'playwright',
  'c8',
  'nyc',
  'eslint',
  'oxlint',
  'oxfmt',
  'biome',
  'prettier',
  'stylelint',
  'vite',
  'electron-vite',
  'webpack',
  'rollup',
  'esbuild',
  'turbo',
  'nx',
  'knip',
  'python',
  'python3',
  'pytest',
  'ruff',
  'mypy',
  'pyright',
  'flake8',
  'pylint',
  'black',
  'isort',
  'coverage',
  'uv',
  'poetry',
  'pdm',
  'hatch',
  'tox',
  'nox',
  'go',
  'gofmt',
  'golangci-lint',
  'cargo',
  'rustc',
  'rustfmt',
  'make',
  'just',
  'cmake',
  'ctest',
  'ninja',
  'meson',
  'mvn',
  'mvnw',
  'gradle',
  'gradlew',
  'java',
  'javac',
  'dotnet',
  'bundle',
  'ruby',
  'rspec',
  'rake',
  'rubocop',
  'php',
  'composer',
  'phpunit',
  'swift',
] as const;

/** The shipped lanes. Adding a lane is adding an entry. */
const LANES = [
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
      { kpi: 'schema_diff', rule: 'at_most', threshold: 0, required: false },
      { kpi: 'migration_success', rule: 'is_true', threshold: true, required: false },
      { kpi: 'row_count_delta', rule: 'at_most', threshold: 0.05, required: false },
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
] as const satisfies readonly LaneShape[];

export type LaneName = (typeof LANES)[number]['name'];

/**
 * A lane is a kind of work: its own concurrency cap, tool allowlist, gates and synthetic delays.
 */
export interface LaneConfig extends LaneShape {
  name: LaneName;
}

export const DEFAULT_LANES: readonly LaneConfig[] = LANES;

/** Whether a lane of this name ships. */
export function isLaneName(name: string): name is LaneName {
  return LANES.some((lane) => lane.name === name);
}

/** On the wire any name may be asked for; one that is no lane is answered with `unknown_lane`. */
export const laneNameSchema = z
  .string()
  .min(1)
  .max(64)
  .meta({ enum: LANES.map(({ name }) => name) });
