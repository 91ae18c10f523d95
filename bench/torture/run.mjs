// `npm run torture -- NAME`: the long form of a test that `npm test` runs in its quick form; the
// soak has only this one.
import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LONG_FORMS = {
  crashes: {
    file: 'src/main/dispatch/recover-crashes',
    variable: 'SLIPWAY_R1_CYCLES',
    count: 10_000,
  },
  failpoints: {
    file: 'src/main/dispatch/failpoints',
    variable: 'SLIPWAY_R2_POINTS',
    count: 10_000,
  },
  scheduler: { file: 'src/core/scheduler/model', variable: 'SLIPWAY_R6_RUNS', count: 100_000 },
  'ignore-rules': {
    file: 'src/main/watch/ignore-rules',
    variable: 'SLIPWAY_IGNORE_TREES',
    count: 2000,
  },
  'killed-index': {
    file: 'src/main/code-index/killed-index',
    variable: 'SLIPWAY_INDEX_KILLS',
    count: 100,
  },
  'same-as-clean': {
    file: 'src/main/code-index/same-as-clean',
    variable: 'SLIPWAY_INDEX_EDITS',
    count: 400,
  },
  'git-settings': {
    file: 'src/workers/sandbox/git/settings-that-run',
    variable: 'SLIPWAY_SETTING_KEYS',
    count: 1000,
  },
  'symlink-race': {
    file: 'src/workers/files/symlink-race',
    variable: 'SLIPWAY_S4_OPERATIONS',
    count: 1_000_000,
  },
  programs: {
    file: 'src/workers/sandbox/ordinary-programs',
    variable: 'SLIPWAY_PROGRAMS',
    count: 1,
  },
  secrets: {
    file: 'canary-',
    variable: 'SLIPWAY_S8_CANARIES',
    count: 500,
  },
  'git-states': {
    file: 'src/main/dispatch/leave-repositories',
    variable: 'SLIPWAY_GIT_STATES',
    count: 1000,
  },
  commands: {
    file: 'src/workers/sandbox/hostile-commands',
    variable: 'SLIPWAY_S5_COMMANDS',
    count: 1,
    asBoth: true,
  },
  tampering: { file: 'src/main/gates/tampering', variable: 'SLIPWAY_TAMPERINGS', count: 100 },
  runners: {
    file: 'src/workers/runner-matrix',
    variable: 'SLIPWAY_RUNNERS',
    count: 1,
  },
  trash: {
    file: 'trash/',
    variable: 'SLIPWAY_TRASH_CASES',
    count: 500,
  },
  'hostile-repositories': {
    file: 'src/main/projects/hostile-repositories',
    variable: 'SLIPWAY_HOSTILE_REPOSITORIES',
    count: 1000,
    asBoth: true,
  },
  requests: { file: 'src/main/api-fuzz', variable: 'SLIPWAY_S1_REQUESTS', count: 1_000_000 },
};

/** Programs of their own, with their count. */
const PROGRAMS = {
  soak: { file: 'bench/soak/run.ts', count: 60 },
  schemathesis: { file: 'bench/schemathesis/run.mjs', count: 50 },
  projects: { file: 'bench/public-projects/run.mjs', count: 100 },
};

const [name, count] = process.argv.slice(2);
const form = LONG_FORMS[name] ?? PROGRAMS[name];
if (form === undefined) {
  console.error(
    `Say which: npm run torture -- ${Object.keys({ ...LONG_FORMS, ...PROGRAMS }).join(' | ')} [count]`,
  );
  process.exit(2);
}

const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const amount = count ?? String(form.count);
const isProgram = name in PROGRAMS;
const env = isProgram ? process.env : { ...process.env, [form.variable]: amount };
const argv = isProgram ? [form.file, amount] : [vitest, 'run', form.file, '--testTimeout=0'];
const run = [process.execPath, ...argv];

/** Resolves with the exit code. */
function start([program, ...args], home) {
  const options = { env: { ...env, HOME: home }, stdio: 'inherit' };
  return new Promise((resolve) => {
    spawn(program, args, options).once('close', (code) => resolve(code ?? 1));
  });
}

process.exitCode = await start(run, env.HOME);

// What holds for a plain user need not hold for root, and the other way round. A plain user may not
// write beside the configuration, so that is loaded as it is.
if (form.asBoth === true && process.getuid?.() === 0 && process.exitCode === 0) {
  const user = ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups'];
  const home = mkdtempSync(path.join(tmpdir(), 'slipway-home-'));
  chownSync(home, 1000, 1000);
  process.exitCode = await start([...user, ...run, '--configLoader=native'], home);
  rmSync(home, { recursive: true, force: true });
}
