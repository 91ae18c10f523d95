// `npm test`: everything that must be green, in one go, with one closing line `N passed, N failed`.
// Starts on Node 20 with nothing installed. What cannot be had on this machine is named and fails.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { inCheckout, node24, root } from './setup/checkout.mjs';
import { findBrowser, findProgram, hasPytest, programs } from './setup/requirements.mjs';
import { run } from './setup/run.mjs';
import { makeTemporary } from './setup/temporary-folder.mjs';
import { gates } from './testing/gates.mjs';
import { playwrightCounts, slowestFiles, vitestCounts } from './testing/reports.mjs';
import { createTally } from './testing/tally.mjs';

const demos = ['scripts/demo-pas.sh', 'scripts/demo-vp.sh'];
/** Only ends what hangs: the slowest machine takes minutes. */
const stepLimitMs = 3_600_000;
// Node keeps what it compiled of the sources that every engine under test loads.
process.env.NODE_COMPILE_CACHE ??= inCheckout('node_modules', '.cache', 'compiled');
const reports = makeTemporary();
const tally = createTally();

async function mustSucceed(argv, options) {
  const { code, output, timedOut } = await run(argv, { limitMs: stepLimitMs, ...options });
  const late = timedOut ? '\nIt did not end within an hour and was stopped.' : '';
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, detail: output + late };
}

async function require(program) {
  if (await findProgram(program)) return { passed: 1, failed: 0 };
  throw new Error(
    `${program.name} is needed for ${program.purpose} and could not be installed: install ${program.debian} and run npm test again.`,
  );
}

async function requireBrowser() {
  const browser = await findBrowser();
  if (browser === null) {
    throw new Error(
      'No Chromium was found or could be installed: run `npx playwright install chromium` and then npm test again.',
    );
  }
  process.env.SLIPWAY_CHROMIUM = browser;
  return { passed: 1, failed: 0, note: browser };
}

async function requirements() {
  for (const program of programs) {
    if (program.platform !== undefined && program.platform !== process.platform) continue;
    await tally.step(`have ${program.name}`, () => require(program));
  }
  await tally.step('have a browser', requireBrowser);
  if (!(await hasPytest())) {
    console.log(
      'note   python3 with pytest is not here: tests on a Python repository are left out',
    );
  }
}

async function unitTests() {
  const file = path.join(reports, 'vitest.json');
  const vitest = inCheckout('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ended = await run([node24, vitest, 'run', ...reporters], { limitMs: stepLimitMs });
  const counts = vitestCounts(file, ended);
  console.log(`slowest files: ${slowestFiles(file)}`);
  return counts;
}

async function endToEnd() {
  const file = path.join(reports, 'playwright.json');
  const cli = inCheckout('node_modules', '@playwright', 'test', 'cli.js');
  const config = inCheckout('e2e', 'playwright.config.ts');
  const ended = await run([node24, cli, 'test', '--config', config, '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    limitMs: stepLimitMs,
  });
  const shell = /^shell: .*$/m.exec(ended.output)?.[0];
  const counts = playwrightCounts(file, ended);
  return shell === undefined ? counts : { ...counts, note: shell };
}

/** Two at a time: as many as the smallest machine has cores. */
async function staticGates() {
  const waiting = gates(root, node24);
  const work = async () => {
    let isClean = true;
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      const { name, argv } = gate;
      isClean = (await tally.step(name, () => mustSucceed(argv))) && isClean;
    }
    return isClean;
  };
  const results = await Promise.all([work(), work()]);
  return results.every(Boolean);
}

async function runDemos() {
  for (const demo of demos) {
    if (existsSync(inCheckout(demo))) {
      await tally.step(demo, () => mustSucceed(['bash', inCheckout(demo), '--own']));
    }
  }
}

/** One random request an operation, beside those of its examples and bounds. */
async function schemathesis() {
  const argv = [node24, inCheckout('bench', 'schemathesis', 'run.mjs'), '1'];
  const { code, output } = await run(argv, { limitMs: stepLimitMs });
  return code === 0
    ? { passed: 1, failed: 0, note: output.trim().replaceAll('\n', '; ') }
    : { passed: 0, failed: 1, detail: output };
}

async function main() {
  if (!(await tally.step('install', () => done(prepare({ installOnly: true }))))) return;
  await requirements();
  const isClean = await staticGates();
  // Gates that have just passed need not pass again on a clean copy before faults are planted in
  // it.
  const known = isClean ? ['--known-clean'] : [];
  await tally.step('gate self-test', () =>
    mustSucceed([node24, inCheckout('scripts', 'gate-self-test.mjs'), ...known]),
  );
  const isBuilt = await tally.step('build', () => done(prepare({ force: true })));
  await tally.step('unit and integration', unitTests);
  if (!isBuilt) return;
  // The demos wait half of their time.
  const besides = runDemos().then(() => tally.step('requests made by Schemathesis', schemathesis));
  await Promise.all([besides, tally.step('e2e', endToEnd)]);
}

async function done(work) {
  await work;
  return { passed: 1, failed: 0 };
}

await main();
console.log(tally.closingLine());
process.exitCode = tally.hasFailed() ? 1 : 0;
