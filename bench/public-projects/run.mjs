// Real public projects opened, planned and tested by the built product, beside the same tests by
// hand: whether green is green, and why not where it is not.
//
//   npm run torture -- projects [how many, or a part of a name; default all]
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchProject, PROJECTS, run } from './fetch-projects.mjs';
import { startServe } from '../measure/serve-process.ts';

const asked = process.argv[2] ?? 'all';
const chosen = /^\d+$/.test(asked)
  ? PROJECTS.slice(0, Number(asked))
  : PROJECTS.filter(({ name }) => asked === 'all' || name.includes(asked));
const folder = await mkdtemp(path.join(tmpdir(), 'slipway-projects-'));
const vp = path.resolve(import.meta.dirname, '../../bin/vp');

/** What the tests do outside the product, in a copy: `green`, or the last line they print. */
async function byHand(project, repo) {
  const copy = `${repo}-by-hand`;
  await cp(repo, copy, { recursive: true, verbatimSymlinks: true });
  try {
    await run(project.byHand, copy);
    return 'green';
  } catch (error) {
    const lines = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim().split('\n');
    // npm's own last words say where its log lies.
    return `red: ${lines.findLast((line) => !line.startsWith('npm error')) ?? error.message}`;
  }
}

async function bySlipway(repo, { name }) {
  const env = {
    ...process.env,
    PAS_API_BASE_URL: service.pas,
    PLMS_API_BASE_URL: service.plms,
    RAG_API_BASE_URL: service.rag,
  };
  // A run that is not green ends `vp` with another code than 0, with the same answer.
  const ask = async (...args) =>
    JSON.parse(await run([vp, '--json', ...args], repo, env).catch(({ stdout }) => stdout));
  const project = await ask('new', '--name', path.basename(name), '--repo', repo);
  await ask('estimate');
  await ask('start');
  // It ends with another code than 0 where the run is not green.
  const watch = await run([vp, 'status', '--watch'], repo, env).catch((error) => error);
  const { run: ended } = await ask('status');
  if (ended.status === 'executing')
    throw new Error('the watch ended before the run', { cause: watch });
  const tests = ended.gates.filter(({ kpi_name }) => kpi_name === 'test_pass_rate');
  return {
    commands: project.facts.commands.map(({ step, command }) => `${step}: ${command.join(' ')}`),
    state: ended.status,
    tests: tests.map(({ state, evidence }) => ({
      state,
      executed: evidence?.tests_executed ?? null,
      failed: evidence?.tests_failed.length ?? null,
    })),
    reason: ended.reason,
  };
}

const seconds = (beganMs) => ((performance.now() - beganMs) / 1000).toFixed(0);
const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

async function rowOf(project) {
  const name = [`${project.name} ${project.version}`, project.from.name.slice('from'.length)];
  let repo;
  try {
    repo = await fetchProject(project, folder);
  } catch (error) {
    return [...name, '', '', 'not fetched', '', String(error.stderr ?? error).slice(0, 200)];
  }
  const hand = await byHand(project, repo);
  const beganMs = performance.now();
  const ours = await bySlipway(repo, project);
  const tests = ours.tests.map(
    ({ state, executed, failed }) => `${state}: ${executed ?? '—'}, ${failed ?? '—'}`,
  );
  const state = `${ours.state}, ${seconds(beganMs)} s`;
  return [...name, ours.commands.join('; '), hand, state, tests.join('; '), ours.reason];
}

const service = await startServe(path.join(folder, 'data'));
try {
  console.log(
    '| project | from | commands found | by hand | run | tests: executed, failed | why |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const project of chosen) {
    const cells = await rowOf(project);
    console.log(`| ${cells.map(cell).join(' | ')} |`);
  }
} finally {
  await service.stop();
  await rm(folder, { recursive: true, force: true });
}
