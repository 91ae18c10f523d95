// Known-bad files, each with the gate that must refuse it and words its report must contain.
import { MAY_IMPORT, RENDERER_MAY_IMPORT } from '../lint/layers.mjs';

const layers = Object.keys(MAY_IMPORT);
const name = (layer) => `planted${layer[0].toUpperCase()}${layer.slice(1)}`;

/** A file in every layer for the wrong imports to lead to. */
const targets = layers.map((layer) => ({
  file: `src/${layer}/planted-target.ts`,
  text: `export const ${name(layer)} = 1;\n`,
}));

/**
 * One wrong import for every forbidden cell between two layers. Types and lint must both refuse it.
 */
const crossings = layers.flatMap((from) =>
  layers
    .filter((to) => !MAY_IMPORT[from].includes(to))
    .map((to) => ({
      file: `src/${from}/planted-imports-${to}.ts`,
      text: `import { ${name(to)} } from '../${to}/planted-target.ts';\nexport const planted = ${name(to)};\n`,
      gates: { types: 'TS6307', lint: `${from} may not import ${to}` },
    })),
);

const folders = Object.keys(RENDERER_MAY_IMPORT);
const folderTargets = folders.map((folder) => ({
  file: `src/renderer/${folder}/planted-target.ts`,
  text: `export const ${name(folder)} = 1;\n`,
}));

/**
 * One wrong import for every forbidden cell between two folders of the renderer; lint must refuse
 * it.
 */
const folderCrossings = folders.flatMap((from) =>
  folders
    .filter((to) => !RENDERER_MAY_IMPORT[from].includes(to))
    .map((to) => ({
      file: `src/renderer/${from}/planted-imports-${to}.ts`,
      text: `import { ${name(to)} } from '../${to}/planted-target.ts';\nexport const planted = ${name(to)};\n`,
      gates: { lint: `${from} may not import ${to}` },
    })),
);

const nodeFree = ['shared', 'core', 'preload', 'renderer'].map((layer) => ({
  file: `src/${layer}/planted-node.ts`,
  text: `import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n`,
  gates: { lint: `${layer} may not use Node's modules` },
}));

const opening = {
  'read-file': ["import { readFile } from 'node:fs/promises';\n", 'readFile'],
  'open-sync': ["import { existsSync, openSync } from 'fs';\n", 'openSync'],
  namespace: ["import * as readFile from 'node:fs';\n", 'All of node:fs may not be imported'],
  default: ["import readFile from 'node:fs';\n", 'All of node:fs may not be imported'],
  promises: ["import { promises as readFile } from 'node:fs';\n", 'promises opens files'],
  dynamic: ["const readFile = await import('node:fs');\n", 'All of node:fs may not be loaded'],
};
/** Files of a repository are opened in one place. */
const openers = ['main/watch', 'workers/code-index', 'workers/sandbox/git', 'cli/views'].flatMap(
  (folder) =>
    Object.entries(opening).map(([kind, [text, words]]) => ({
      file: `src/${folder}/planted-${kind}.ts`,
      text: `${text}export const planted = ${kind === 'open-sync' ? 'openSync' : 'readFile'};\n`,
      gates: { lint: words },
    })),
);

const processFree = ['shared', 'core'].map((layer) => ({
  file: `src/${layer}/planted-process.ts`,
  text: 'export const planted = process.pid;\n',
  gates: { lint: 'process is an ambient effect' },
}));

const domFree = ['shared', 'core', 'workers', 'main', 'cli'].map((layer) => ({
  file: `src/${layer}/planted-dom.ts`,
  text: 'export const planted = document.title;\n',
  gates: { types: 'TS2' },
}));

const electronFree = ['shared', 'core', 'workers', 'main', 'renderer', 'cli'].map((layer) => ({
  file: `src/${layer}/planted-electron.ts`,
  text: `import { app } from 'electron';\nexport const planted = app;\n`,
  gates: { lint: 'electron may not be imported here' },
}));

const effects = {
  'date-now': ['export const planted = Date.now();\n', 'Date.now is an ambient effect'],
  'new-date': ['export const planted = new Date();\n', 'new Date() is an ambient effect'],
  random: ['export const planted = Math.random();\n', 'Math.random is an ambient effect'],
  timer: ['setTimeout(() => undefined, 1);\n', 'setTimeout is an ambient effect'],
  interval: ['setInterval(() => undefined, 1);\n', 'setInterval is an ambient effect'],
  fetch: ["export const planted = fetch('http://a');\n", 'fetch is an ambient effect'],
};
const ambient = Object.entries(effects).map(([effect, [text, words]]) => ({
  file: `src/core/planted-${effect}.ts`,
  text,
  gates: { lint: words },
}));

const packages = [
  ['src/main/http/planted-sql.ts', 'better-sqlite3'],
  ['src/main/http/planted-query.ts', 'kysely'],
  ['src/main/db/planted-http.ts', 'fastify'],
  ['src/main/dispatch/planted-child.ts', 'node:child_process'],
  ['src/cli/planted-child.ts', 'execa'],
].map(([file, specifier]) => ({
  file,
  text: `import * as planted from '${specifier}';\nexport const used = planted;\n`,
  gates: { lint: `${specifier} may not be imported here` },
}));

const ownFormats = {
  fixed: ['export const planted = (1.25).toFixed(1);\n', 'toFixed is a format of its own'],
  locale: ["export const planted = (1250).toLocaleString('en');\n", 'toLocaleString is a format'],
  intl: ["export const planted = new Intl.NumberFormat('en');\n", 'Intl.NumberFormat is a format'],
  plural: [
    "export const planted = (n: number): string => (n === 1 ? 'task' : 'tasks');\n",
    'This plural is made by hand',
  ],
  port: ['export const planted = 6200;\n', '6200 is a default port'],
};
const formats = ['core', 'main', 'workers', 'renderer', 'cli'].flatMap((layer) =>
  Object.entries(ownFormats).map(([what, [text, words]]) => ({
    file: `src/${layer}/planted-format-${what}.ts`,
    text,
    gates: { lint: words },
  })),
);

const longFunction = `export function planted(): number {\n${'  console.log(1);\n'.repeat(60)}  return 1;\n}\n`;

const shape = [
  ['floating', 'async function planted(): Promise<void> {}\nplanted();\n', 'no-floating-promises'],
  [
    'switch',
    "export function planted(value: 'a' | 'b'): number {\n  switch (value) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
    'switch-exhaustiveness-check',
  ],
  ['any', 'export const planted: any = 1;\n', 'no-explicit-any'],
  ['ignore', '// @ts-ignore\nexport const planted: string = 1;\n', 'ban-ts-comment'],
  [
    'bang',
    'export const planted = (value: string | null): number => value!.length;\n',
    'no-non-null-assertion',
  ],
  ['long-function', longFunction, 'max-lines-per-function'],
  ['long-file', 'export const planted = 1;\n'.padEnd(500, '\n'), 'max-lines'],
  [
    'parameters',
    'export const planted = (a: 1, b: 2, c: 3, d: 4, e: 5): unknown => [a, b, c, d, e];\n',
    'max-params',
  ],
  [
    'cycle-a',
    "import { b } from './planted-cycle-b.ts';\nexport const a = (): unknown => b;\n",
    'no-cycle',
  ],
  [
    'cycle-b',
    "import { a } from './planted-cycle-a.ts';\nexport const b = (): unknown => a;\n",
    'no-cycle',
  ],
  [
    'type-cycle-a',
    "import type { B } from './planted-type-cycle-b.ts';\nexport interface A {\n  b: B;\n}\n",
    'no-cycle',
  ],
  [
    'type-cycle-b',
    "import type { A } from './planted-type-cycle-a.ts';\nexport interface B {\n  a: A;\n}\n",
    'no-cycle',
  ],
  [
    'twice',
    "import { a } from './planted-cycle-a.ts';\nimport { a as b } from './planted-cycle-a.ts';\nexport const planted = [a, b];\n",
    'no-duplicates',
  ],
  [
    'comment',
    `/** ${'Words '.repeat(20)}*/\nexport const planted = 1;\n`,
    'columns wide: wrap it at 100',
  ],
  [
    'infer',
    "import type { z } from 'zod';\nimport type { runStatusSchema } from '#shared/contract/pas-schemas.ts';\nexport type Planted = z.infer<typeof runStatusSchema>;\n",
    'The type of runStatusSchema belongs beside it',
  ],
  [
    'private',
    'export class Planted {\n  private readonly one = 1;\n  two(): number {\n    return this.one;\n  }\n}\n',
    'A private member is written #name',
  ],
].map(([what, text, rule]) => ({
  file: `src/main/planted-${what}.ts`,
  text,
  gates: { lint: rule },
}));

const others = [
  {
    file: 'src/main/boot/planted-ipc.ts',
    text: "import { ipcMain } from 'electron';\nexport const planted = ipcMain;\n",
    gates: { lint: 'ipcMain belongs to main/ipc' },
  },
  {
    file: 'src/preload/planted-value.ts',
    text: "import { plantedShared } from '../shared/planted-target.ts';\nexport const planted = plantedShared;\n",
    gates: { lint: 'preload may import only types of shared' },
  },
  {
    file: 'src/main/planted-type.ts',
    text: "export const planted: number = 'one';\n",
    gates: { types: 'TS2322' },
  },
  {
    file: 'src/main/planted-event.ts',
    text: "import type { EventType } from '#shared/events.ts';\nexport const planted: EventType = 'run.complete';\n",
    gates: { types: 'TS2820' },
  },
  {
    file: 'src/main/planted-kpi.ts',
    text: "import type { KpiName } from '#shared/kpis.ts';\nexport const planted: KpiName = 'test_pass';\n",
    gates: { types: 'TS2' },
  },
  {
    file: 'src/main/planted-lane.ts',
    text: "import type { LaneName } from '#shared/lanes.ts';\nexport const planted: LaneName = 'Code-Imp';\n",
    gates: { types: 'TS2' },
  },
  {
    file: 'src/core/gates/evidence-holds.ts',
    append: '\nexport function plantedForTests(): number {\n  return 1;\n}\n',
    gates: { 'knip production': 'plantedForTests' },
  },
  {
    file: 'src/core/gates/planted.test.ts',
    text: "import { plantedForTests } from './evidence-holds.ts';\nplantedForTests();\n",
    gates: {},
  },
  {
    file: 'src/core/planted-format.ts',
    text: 'export const   planted = "one"\n',
    gates: { format: '' },
  },
  {
    file: 'src/core/planted-unused.ts',
    text: 'export const planted = 1;\n',
    gates: { knip: '' },
  },
  {
    file: 'src/shared/assert.ts',
    append: '\nexport function plantedDeadExport(): number {\n  return 1;\n}\n',
    gates: { knip: 'plantedDeadExport' },
  },
  {
    file: 'docs/openapi.json',
    text: '{ "openapi": "3.1.0" }\n',
    gates: { openapi: '' },
  },
];

const letters = 'abcdefghijk'.split('');
const members = (names) => names.map((one) => `  ${one}: number;\n`).join('');
const rules = [
  {
    file: 'src/core/planted-wide.ts',
    text: [
      `export interface Planted {\n${members(letters)}}\n`,
      ...letters.map((one) => `export const take${one} = (all: Planted): number => all.${one};\n`),
    ].join(''),
    gates: { house: 'Planted has 11 members and is a parameter of 11 functions' },
  },
  {
    file: 'src/core/planted-wide-parts.ts',
    text: [
      `interface One {\n${members(letters.slice(0, 4))}}\n`,
      `type Other = Pick<Third, 'e'> & {\n${members(letters.slice(5))}};\n`,
      'interface Third {\n  e: number;\n}\n',
      'interface Parts extends One, Other {}\nexport type Alias = Readonly<Parts>;\n',
      ...letters.map((one) => `export const take${one} = (all: Alias): number => all.${one};\n`),
    ].join(''),
    gates: { house: 'Parts has 11 members and is a parameter of 11 functions' },
  },
  {
    file: 'src/core/retry/SPEC.md',
    append: '- **RETRY-99** A rule that nobody holds.\n',
    gates: { house: 'RETRY-99 is quoted by no test' },
  },
  {
    file: 'src/core/budget/SPEC.md',
    append: '- **RETRY-1** A rule of a taken name.\n',
    gates: { house: 'RETRY-1 is already a rule of' },
  },
  {
    file: 'src/core/planted-rule.test.ts',
    text: "import { test } from 'vitest';\ntest('LEASE-98 holds', () => undefined);\n",
    gates: { house: 'LEASE-98 is a rule of no SPEC.md' },
  },
  {
    file: 'src/workers/sandbox/planted-start.ts',
    text: "import { spawn } from 'node:child_process';\nexport const planted = (): unknown => spawn(process.execPath, ['-e', '1']);\n",
    gates: { house: 'execPath may not be used here' },
  },
  {
    file: 'src/workers/sandbox/planted-fork.ts',
    text: "import { fork } from 'node:child_process';\nexport const planted = (): unknown => fork('a.js');\n",
    gates: { house: 'fork may not be used here' },
  },
  {
    file: 'src/main/boot/planted-as-node.ts',
    text: "export const planted = { env: { ELECTRON_RUN_AS_NODE: '1' } };\n",
    gates: { house: 'ELECTRON_RUN_AS_NODE may not be used here' },
  },
  {
    file: 'scripts/house/starts-node.mjs',
    append: "\nMAY_START.push('src/main/index.ts');\n",
    gates: { house: 'src/main/index.ts starts nothing any more' },
  },
  {
    file: 'scripts/lint/opens-files.mjs',
    append: "\nMAY_OPEN.push('shared/ids.ts');\n",
    gates: { house: 'nothing under shared/ids.ts opens files any more' },
  },
];

/**
 * Everything to plant. `gates` maps the gate that must fail to words that stand near the file's
 * name.
 */
export const plants = [
  ...[...targets, ...folderTargets].map((target) => ({ ...target, gates: {} })),
  ...crossings,
  ...folderCrossings,
  ...nodeFree,
  ...openers,
  ...processFree,
  ...domFree,
  ...electronFree,
  ...ambient,
  ...formats,
  ...packages,
  ...shape,
  ...others,
  ...rules,
];
